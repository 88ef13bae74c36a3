using System.Collections.Immutable;

namespace Learn.Cluster;

/// <summary>What is to be looked at when, as a value: at most one appointment per object.</summary>
internal sealed record Agenda(ImmutableSortedSet<Appointment> Appointments, ImmutableDictionary<(string Kind, NamespacedName Name), DateTime> Times)
{
    public static Agenda Empty { get; } = new([], ImmutableDictionary<(string Kind, NamespacedName Name), DateTime>.Empty);

    /// <summary>The first time at which there is something to look at; null when there is none.</summary>
    public DateTime? Next => Appointments.IsEmpty ? null : Appointments.Min.At;

    /// <summary>Sets, moves or (with null) cancels the appointment of an object.</summary>
    public Agenda With(string kind, NamespacedName name, DateTime? at)
    {
        var present = Times.TryGetValue((kind, name), out var before);
        if (at == (present ? before : null))
        {
            return this;
        }

        var appointments = present ? Appointments.Remove(new(before, kind, name)) : Appointments;
        return at is { } time
            ? new(appointments.Add(new(time, kind, name)), Times.SetItem((kind, name), time))
            : new(appointments, Times.Remove((kind, name)));
    }
}

using System.Collections.Immutable;
using Learn.Sandbox;

namespace Learn;

/// <summary>The way that a packet really took through a host.</summary>
/// <param name="Entered">The packet as it came in, or as a process sent it.</param>
/// <param name="FromLocalProcess">True if a process of the host sent it.</param>
/// <param name="Steps">What it met, in order.</param>
/// <param name="End">How its way through the host ended.</param>
/// <param name="Final">The packet as it left or was delivered, after all translation; null if it did neither.</param>
public sealed record PacketPath(TracedPacket Entered, bool FromLocalProcess, ImmutableArray<TraceStep> Steps, TraceEnd End, TracedPacket? Final)
{
    /// <summary>When the packet entered, since the trace was started.</summary>
    public TimeSpan EnteredAt { get; init; }

    /// <summary>When the last was heard of it.</summary>
    public TimeSpan EndedAt { get; init; }

    /// <summary>The rules that it matched, in order.</summary>
    public IEnumerable<TraceStep> Rules => Steps.Where(step => step.IsRule);

    /// <summary>Its mark at the end.</summary>
    public uint Mark => Steps is [.., var last] ? last.Mark : 0;

    /// <summary>Whether this goes on where another path ended: the same packet, come back by the loopback interface or gone on to another host.</summary>
    internal bool Continues(PacketPath before) => before.End == TraceEnd.Left && before.Final is { } left && !FromLocalProcess && SameTuple(left, Entered);

    internal PacketPath Append(PacketPath next) => this with { Steps = [.. Steps, .. next.Steps], End = next.End, Final = next.Final, EndedAt = next.EndedAt };

    internal static bool SameTuple(TracedPacket one, TracedPacket other) =>
        one.Protocol == other.Protocol && one.SourcePort == other.SourcePort && one.DestinationPort == other.DestinationPort
        && one.Source.Equals(other.Source) && one.Destination.Equals(other.Destination);

    /// <summary>Source, destination, number of rules and end.</summary>
    public override string ToString() => $"{Entered}: {Rules.Count()} rules, {End}{(Final is null ? "" : $" as {Final}")}";
}

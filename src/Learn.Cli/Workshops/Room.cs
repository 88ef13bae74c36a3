using System.Collections.Immutable;
using Learn.Cli.Doctor;

namespace Learn.Cli.Workshops;

/// <summary>The machines of a workshop, by name, as their reports tell.</summary>
/// <param name="Machines">The machines, by name.</param>
/// <param name="Damaged">A sentence for each report that could not be read.</param>
internal sealed record Room(ImmutableArray<RoomMachine> Machines, ImmutableArray<string> Damaged)
{
    /// <summary>Whether every machine is ready and every report could be read.</summary>
    public bool IsReady => Damaged.Length == 0 && Machines.Length > 0 && Machines.All(machine => machine.Report.Ready);

    /// <summary>The versions of <c>learn</c> that the machines have.</summary>
    public ImmutableArray<string> Versions => [.. Machines.Select(machine => machine.Report.Learn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Puts reports together: of several from one machine the newest counts.</summary>
    public static Room Of(IEnumerable<DoctorReport> reports, IEnumerable<string> damaged) => new(
        [.. reports.GroupBy(report => report.Machine, StringComparer.OrdinalIgnoreCase)
            .Select(group => new RoomMachine(group.OrderByDescending(report => report.Time).First(), group.Count()))
            .OrderBy(machine => machine.Report.Machine, StringComparer.OrdinalIgnoreCase)],
        [.. damaged]);
}

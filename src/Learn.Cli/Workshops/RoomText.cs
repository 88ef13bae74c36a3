using System.Globalization;
using System.Text;
using Learn.Cli.Course;
using Learn.Cli.Doctor;

namespace Learn.Cli.Workshops;

/// <summary>A room as text for its leader, and as JSON.</summary>
internal static class RoomText
{
    /// <summary>A table of the machines, then what to do at each that needs something.</summary>
    public static string Write(Room room)
    {
        var text = new StringBuilder();
        if (room.Machines.Length > 0)
        {
            var table = new TextTable("machine", "labs", "lacking", "warnings", "learn", "looked at", "reports");
            foreach (var machine in room.Machines)
            {
                table.Add(RowOf(machine));
            }

            text.Append(table).Append("\n\n");
        }

        foreach (var machine in room.Machines.Where(machine => machine.Lacking.Length + machine.Warnings.Length > 0))
        {
            text.Append(machine.Report.Machine).Append('\n');
            foreach (var finding in machine.Lacking.Concat(machine.Warnings))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {(finding.Status == DoctorStatus.Lacking ? "lacking" : "warning")}  {finding.Title}: {finding.Seen}\n           {finding.Remedy}\n");
            }

            text.Append('\n');
        }

        if (room.Versions.Length > 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"The machines have different versions of learn ({string.Join(", ", room.Versions)}): what people see may differ.\n");
        }

        return text.Append(Summary(room)).Append('\n').ToString();
    }

    /// <summary>The same for programs.</summary>
    public static string ToJson(Room room) => CourseText.ToJson(new
    {
        room.IsReady,
        Machines = room.Machines.Select(machine => new
        {
            machine.Report.Machine,
            machine.Report.Ready,
            machine.Report.Learn,
            machine.Report.Time,
            machine.Reports,
            Problems = machine.Lacking.Concat(machine.Warnings).Select(finding => new
            {
                finding.Id,
                Status = finding.Status.ToString().ToLowerInvariant(),
                finding.Title,
                finding.Seen,
                finding.Remedy,
            }),
        }),
        room.Damaged,
    });

    private static string Summary(Room room)
    {
        int ready = room.Machines.Count(machine => machine.Report.Ready);
        string damaged = room.Damaged.Length == 0 ? "" : $" {CourseText.Count(room.Damaged.Length, "report", "reports")} could not be read.";
        return $"{ready} of {CourseText.Count(room.Machines.Length, "machine is", "machines are")} ready.{damaged}";
    }

    private static string[] RowOf(RoomMachine machine) =>
    [
        machine.Report.Machine,
        machine.Report.Ready ? "✓ work" : "✗ do not work",
        NamesOf(machine.Lacking),
        NamesOf(machine.Warnings),
        machine.Report.Learn,
        machine.Report.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
        CourseText.Number(machine.Reports),
    ];

    private static string NamesOf(IReadOnlyList<DoctorFinding> findings) => findings.Count == 0 ? "–" : string.Join(", ", findings.Select(finding => finding.Id));
}

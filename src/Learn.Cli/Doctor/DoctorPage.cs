using System.Globalization;
using Spectre.Console;

namespace Learn.Cli.Doctor;

/// <summary>A report for people: what was seen, in a table of 80 columns at most, and behind it the problems with what to do.</summary>
/// <param name="console">Where to.</param>
internal sealed class DoctorPage(IAnsiConsole console)
{
    private const int Widest = 80, WidestTitle = 19;

    /// <summary>Writes it.</summary>
    public void Write(DoctorReport report)
    {
        console.Profile.Width = Math.Min(console.Profile.Width, Widest);
        console.WriteLine($"{report.Machine}, learn {Shortened(report.Learn)}, {report.Time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}");
        foreach (var area in report.Findings.GroupBy(finding => finding.Area))
        {
            console.WriteLine();
            console.MarkupLine($"[bold]{Heading(area.Key)}[/]");
            var grid = Columns(10, WidestTitle);
            foreach (var row in Rows([.. area]))
            {
                grid.AddRow(Mark(row.Status), Markup.Escape(row.Title), Markup.Escape(row.Seen));
            }

            console.Write(grid);
        }

        console.WriteLine();
        WriteProblems([.. report.Findings.Where(finding => finding.Remedy is not null).OrderByDescending(finding => finding.Status)]);
        WriteVerdict(report);
    }

    // Matches and targets that are alike stand in one row, by their names.
    private static IEnumerable<(DoctorStatus Status, string Title, string Seen)> Rows(IReadOnlyList<DoctorFinding> findings)
        => findings
            .GroupBy(finding => finding.Id.Split('-') is [("match" or "target") and var kind, _] && finding.Remedy is null ? (kind, finding.Status, finding.Seen) : (finding.Id, finding.Status, finding.Seen))
            .Select(group => group.Count() == 1
                ? (group.Key.Status, group.First().Title, group.First().Seen)
                : (group.Key.Status, $"{group.Key.Item1}{(group.Key.Item1 == "match" ? "es" : "s")}", $"{string.Join(", ", group.Select(finding => finding.Title.Split(' ')[1]))}: {group.Key.Seen}"));

    private void WriteProblems(IReadOnlyList<DoctorFinding> problems)
    {
        if (problems.Count == 0)
        {
            return;
        }

        console.MarkupLine("[bold]What to do[/]");
        foreach (var problem in problems)
        {
            var grid = Columns(10, null);
            grid.AddRow(Mark(problem.Status), Markup.Escape($"{problem.Title}: {problem.Seen}."));
            console.Write(grid);
            WriteRemedy(problem.Remedy!);
        }

        string[] packages = [.. problems.Select(problem => problem.Remedy!).Where(remedy => remedy.StartsWith(Remedies.Install, StringComparison.Ordinal)).Select(remedy => remedy[Remedies.Install.Length..]).Distinct()];
        if (packages.Length > 1)
        {
            console.WriteLine();
            console.WriteLine("  All packages at once:");
            WriteRemedy(Remedies.Install + string.Join(' ', packages));
        }

        console.WriteLine();
    }

    private void WriteVerdict(DoctorReport report)
    {
        int warnings = report.Findings.Count(finding => finding.Status == DoctorStatus.Warning);
        int lacking = report.Findings.Count(finding => finding.Status == DoctorStatus.Lacking);
        string hints = warnings == 0 ? "" : $" {warnings} warning{(warnings == 1 ? "" : "s")}: the rest works.";
        console.MarkupLine(report.Ready
            ? $"[bold green]✓ This machine is ready.[/]{hints}"
            : $"[bold red]✗ This machine is not ready: {lacking} thing{(lacking == 1 ? " is" : "s are")} lacking.[/]");
    }

    private void WriteRemedy(string remedy)
        => console.Write(new Grid().AddColumn(new GridColumn { Padding = new Padding(4, 0, 1, 0), NoWrap = true }).AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) })
            .AddRow("→", $"[bold]{Markup.Escape(remedy)}[/]"));

    private static Grid Columns(int first, int? second)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { Width = first, NoWrap = true, Padding = new Padding(2, 0, 1, 0) });
        if (second is { } width)
        {
            grid.AddColumn(new GridColumn { Width = width, Padding = new Padding(0, 0, 2, 0) });
        }

        return grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
    }

    private static string Mark(DoctorStatus status) => status switch
    {
        DoctorStatus.Ready => "[green]✓ ready[/]",
        DoctorStatus.Warning => "[yellow]! warning[/]",
        DoctorStatus.Lacking => "[red]✗ lacking[/]",
        _ => "[grey]? unknown[/]",
    };

    private static string Heading(DoctorArea area) => area switch
    {
        DoctorArea.Machine => "Machine",
        DoctorArea.Programs => "Programs",
        DoctorArea.Rights => "Rights",
        DoctorArea.Kernel => "Kernel",
        DoctorArea.Notebooks => "Notebooks",
        _ => "Course",
    };

    // Of a commit's name, as much as people read.
    private static string Shortened(string version) => version.Split('+') is [var number, { Length: > 8 } commit] ? $"{number}+{commit[..8]}" : version;
}

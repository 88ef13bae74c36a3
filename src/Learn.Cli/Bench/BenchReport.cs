using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Learn.Cli.Bench;

/// <summary>Measurements as a table for people and as JSON for programs.</summary>
internal static class BenchReport
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Writes the table.</summary>
    public static void WriteTable(IAnsiConsole console, IReadOnlyList<Measurement> measurements)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("measured");
        foreach (string heading in (ReadOnlySpan<string>)["runs", "median", "range", "goal", "ratio"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var m in measurements)
        {
            string goal = m.Goal is { } limit ? $"< {Number(limit)} {m.Unit} {(m.ReachesGoal ? "✓" : "✗")}" : "";
            table.AddRow(
                Markup.Escape(m.Name),
                m.Values.Count.ToString(CultureInfo.InvariantCulture),
                $"{Number(m.Median)} {m.Unit}",
                $"{Number(m.Smallest)}–{Number(m.Largest)}",
                Markup.Escape(goal),
                Markup.Escape(RatioText(m, measurements)));
        }

        console.Write(table);
    }

    /// <summary>The measurements as JSON.</summary>
    public static string ToJson(IReadOnlyList<Measurement> measurements)
        => JsonSerializer.Serialize(
            measurements.Select(m => new
            {
                m.Name,
                m.Unit,
                Runs = m.Values.Count,
                m.Median,
                m.Smallest,
                m.Largest,
                m.Goal,
                m.ReachesGoal,
                m.Baseline,
                Ratio = Ratio(m, measurements),
                m.Values,
            }),
            Json);

    private static double? Ratio(Measurement m, IReadOnlyList<Measurement> all)
        => all.FirstOrDefault(other => other.Name == m.Baseline) is { Median: > 0 } baseline ? m.Median / baseline.Median : null;

    private static string RatioText(Measurement m, IReadOnlyList<Measurement> all)
        => Ratio(m, all) is { } ratio ? $"{ratio.ToString("0.0", CultureInfo.InvariantCulture)} × {m.Baseline}" : "";

    private static string Number(double value)
        => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
}

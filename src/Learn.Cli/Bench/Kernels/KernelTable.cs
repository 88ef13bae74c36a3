using System.Globalization;
using Spectre.Console;

namespace Learn.Cli.Bench.Kernels;

/// <summary>The comparison of kernels as a table for people.</summary>
internal static class KernelTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<KernelComparison> comparisons)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("measured");
        foreach (string heading in (ReadOnlySpan<string>)["runs", KernelGoals.Other, "range", KernelGoals.Ours, "range", "goal", "ratio"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var (other, ours) in comparisons)
        {
            table.AddRow(
                Markup.Escape(ours.Name),
                ours.Values.Count.ToString(CultureInfo.InvariantCulture),
                Median(other),
                Range(other),
                Median(ours),
                Range(ours),
                ours.Goal is { } goal ? $"< {Number(goal)} {ours.Unit} {(ours.ReachesGoal ? "✓" : "✗")}" : "",
                new KernelComparison(other, ours).Ratio is { } ratio ? ratio.ToString("0.0", CultureInfo.InvariantCulture) + " ×" : "");
        }

        console.Write(table);
    }

    private static string Median(Measurement measurement) => $"{Number(measurement.Median)} {measurement.Unit}";

    private static string Range(Measurement measurement) => $"{Number(measurement.Smallest)}–{Number(measurement.Largest)}";

    private static string Number(double value) => value.ToString(Math.Abs(value) < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace Learn.Workshops.Tests.Labs;

/// <summary>What a lab's processes cost.</summary>
/// <param name="Processes">The processes: the one that holds the lab, and its helper's.</param>
/// <param name="Mebibytes">Their memory: each one's own and its share of what it shares.</param>
/// <param name="ProcessorSeconds">The processor time that they have used.</param>
internal sealed record LabCost(IReadOnlyList<int> Processes, double Mebibytes, double ProcessorSeconds)
{
    private const double TicksPerSecond = 100;

    /// <summary>Adds up a process and its descendants.</summary>
    public static LabCost Of(int process)
    {
        List<int> all = [process];
        for (int i = 0; i < all.Count; i++)
        {
            all.AddRange(ChildrenOf(all[i]));
        }

        return new LabCost(all, all.Sum(MebibytesOf), all.Sum(SecondsOf));
    }

    private static IEnumerable<int> ChildrenOf(int process) => Directory.EnumerateDirectories(Of(process, "task"))
        .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(Number);

    private static double MebibytesOf(int process) => File.ReadLines(Of(process, "smaps_rollup")).Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
        .Select(line => Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024.0).Single();

    // Behind the name in brackets: state, parent, …; user and system time, own and of children that have ended, are the 12th to the 15th.
    private static double SecondsOf(int process)
    {
        string text = File.ReadAllText(Of(process, "stat"));
        return text[(text.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(Number) / TicksPerSecond;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Of(int process, string file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}");
}

using System.Collections.Immutable;
using static Learn.OutcomeText;

namespace Learn;

/// <summary>Who answered when: the requests cut into pieces of time of the same length.</summary>
public sealed class TimeStrip
{
    private const int MostPieces = 40;
    private const int FewestPerEnd = 7;

    private TimeStrip(TimeSpan width, ImmutableArray<TrafficOutcome> ends, ImmutableArray<ImmutableArray<int>> counts, Homogeneity test)
        => (Width, Ends, Counts, Test) = (width, ends, counts, test);

    /// <summary>How long a piece is.</summary>
    public TimeSpan Width { get; }

    /// <summary>The ends, pods first.</summary>
    public ImmutableArray<TrafficOutcome> Ends { get; }

    /// <summary>For each piece of time the number of requests that began in it, by end, in the order of <see cref="Ends"/>.</summary>
    public ImmutableArray<ImmutableArray<int>> Counts { get; }

    /// <summary>Whether the shares stay the same from piece to piece.</summary>
    public Homogeneity Test { get; }

    /// <summary>What came out, in a sentence.</summary>
    public string InWords => Test.Method == GoodnessOfFitMethod.None
        ? $"Over time nothing can be said: {Test.Remark}"
        : Test.InWords(Format($"the shares over time ({Counts.Length} pieces of {LatencySummary.Text(Width)})"));

    /// <summary>Cuts requests into pieces of time; null where they are too few for two.</summary>
    /// <param name="requests">When each began, counted from the start, and where it ended.</param>
    /// <param name="pieces">How many pieces, 2–400; null: as many as leave about seven requests for each end, 40 at most.</param>
    /// <param name="seed">Seed of the permutations, where the test needs some.</param>
    public static TimeStrip? Of(IEnumerable<(TimeSpan At, TrafficOutcome End)> requests, int? pieces = null, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var all = requests.ToList();
        TrafficOutcome[] ends = [.. all.Select(one => one.End).Distinct().OrderBy(end => end.Kind).ThenBy(end => end.Pod, PodNameOrder.Instance)];
        int count = pieces is { } asked ? Math.Clamp(asked, 2, 400) : Math.Clamp(all.Count / (FewestPerEnd * Math.Max(2, ends.Length)), 1, MostPieces);
        if (count < 2 || all.Count == 0)
        {
            return null;
        }

        long length = all.Max(one => one.At.Ticks) + 1;
        int[][] counts = [.. Enumerable.Range(0, count).Select(_ => new int[ends.Length])];
        foreach (var (at, end) in all)
        {
            counts[Math.Clamp((int)(at.Ticks * (double)count / length), 0, count - 1)][Array.IndexOf(ends, end)]++;
        }

        return new TimeStrip(TimeSpan.FromTicks((length + count - 1) / count), [.. ends], [.. counts.Select(piece => piece.ToImmutableArray())], HomogeneityTest.Test(counts, seed));
    }
}

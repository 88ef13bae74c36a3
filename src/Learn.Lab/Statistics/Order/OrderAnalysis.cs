using System.Collections.Immutable;
using static Learn.OutcomeText;

namespace Learn;

/// <summary>
/// Whether the answers came in turn ("round robin") or as if each request chose for itself: how often an end followed itself (the runs test of Wald and Wolfowitz for
/// any number of ends; runs are requests less repeats), and whether a cycle was kept.
/// </summary>
public sealed record OrderAnalysis
{
    private const double Doubtful = 0.05;
    private const double Refuted = 0.001;
    private const double Nearly = 0.9;

    /// <summary>The verdict.</summary>
    public required OrderVerdict Verdict { get; init; }

    /// <summary>Number of requests.</summary>
    public required int Count { get; init; }

    /// <summary>Number of different ends.</summary>
    public required int Ends { get; init; }

    /// <summary>How many requests went to the same end as the one before.</summary>
    public required int Repeats { get; init; }

    /// <summary>How many would if chance alone had ordered the same answers.</summary>
    public required double ExpectedRepeats { get; init; }

    /// <summary>Within which limits 95 of 100 such runs lie.</summary>
    public required CountInterval RepeatRange { get; init; }

    /// <summary>Probability of so few repeats or so many, by chance alone, both sides counted, 0–1.</summary>
    public required double PValue { get; init; }

    /// <summary>True if the probability is exact; false: by the normal distribution.</summary>
    public required bool IsExact { get; init; }

    /// <summary>The ends in the order of the cycle that most requests follow; empty if there is none.</summary>
    public ImmutableArray<TrafficOutcome> Cycle { get; init; } = [];

    /// <summary>How many requests went to the end that the cycle has after the one before; at most one less than there are requests.</summary>
    public int InCycle { get; init; }

    /// <summary>Looks at the order of ends.</summary>
    /// <param name="outcomes">The ends, in the order of the requests.</param>
    public static OrderAnalysis Of(IEnumerable<TrafficOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var sequence = outcomes.ToList();
        var ends = sequence.Distinct().ToList();
        var distribution = new RepeatDistribution([.. ends.Select(end => sequence.Count(one => one == end))]);
        int repeats = sequence.Skip(1).Zip(sequence, (one, before) => one == before).Count(same => same);
        double p = Math.Min(1, 2 * Math.Min(distribution.AtMost(repeats), distribution.AtLeast(repeats)));
        var (cycle, kept) = CycleOf(sequence, ends);
        var verdict = VerdictOf(sequence.Count, ends.Count, repeats < distribution.Mean, p, cycle.IsEmpty ? 0 : kept);
        return new OrderAnalysis
        {
            Verdict = verdict,
            Count = sequence.Count,
            Ends = ends.Count,
            Repeats = repeats,
            ExpectedRepeats = sequence.Count == 0 ? 0 : distribution.Mean,
            RepeatRange = distribution.Range(),
            PValue = sequence.Count == 0 ? 1 : p,
            IsExact = distribution.IsExact,
            Cycle = verdict is OrderVerdict.RoundRobin or OrderVerdict.NearlyRoundRobin ? cycle : [],
            InCycle = kept,
        };
    }

    /// <summary>The answer to "is it round robin?", in a sentence or two.</summary>
    public string InWords => Verdict switch
    {
        OrderVerdict.Unknown => Ends < 2
            ? "Is it round robin? There is nothing to take turns: all came from one end."
            : Format($"Is it round robin? {Count:N0} requests over {Ends} ends are too few to tell."),
        OrderVerdict.RoundRobin => Format($"Is it round robin? Yes: {Turn}, without one exception in {Count:N0} requests."),
        OrderVerdict.NearlyRoundRobin => Format($"Is it round robin? Nearly: {Turn}, in {InCycle:N0} of {Count - 1:N0} cases."),
        OrderVerdict.Alternating => Format($"Is it round robin? No, but not independent choice either: {Facts}, fewer than chance gives. Something remembers where the last request went."),
        OrderVerdict.Sticky => Format($"Is it round robin? No, rather the opposite: {Facts}, more than chance gives. Requests stay where the last one went, or the shares changed on the way."),
        _ when PValue < Doubtful => Format($"Is it round robin? No: {Facts}. That is unusual, though chance alone goes so far in {Math.Max(1, Math.Round(PValue * 1000)):0} of 1,000 runs. In turn it would be none."),
        _ => Format($"Is it round robin? No: {Facts}, as if each request chose for itself. In turn it would be none."),
    };

    private string Turn => $"each end in turn ({string.Join(", ", Cycle.Take(5))}{(Cycle.Length > 5 ? ", …" : "")})";

    private string Facts => Format($"{Repeats:N0} of {Count - 1:N0} went to the same end as the one before; chance alone gives {RepeatRange.Low:N0} – {RepeatRange.High:N0} in 95 of 100 runs");

    private static OrderVerdict VerdictOf(int count, int ends, bool isFew, double p, int kept) => (count, ends) switch
    {
        (_, < 2) => OrderVerdict.Unknown,
        // So short a cycle may be chance.
        _ when kept == count - 1 => p < Doubtful && count >= 2 * ends ? OrderVerdict.RoundRobin : OrderVerdict.Unknown,
        _ when kept >= Nearly * (count - 1) && p < Refuted => OrderVerdict.NearlyRoundRobin,
        _ when count < 2 * ends || count < 6 => OrderVerdict.Unknown,
        _ when p >= Refuted => OrderVerdict.Independent,
        _ => isFew ? OrderVerdict.Alternating : OrderVerdict.Sticky,
    };

    // Who mostly comes after whom; a cycle if that leads through all ends and back.
    private static (ImmutableArray<TrafficOutcome> Cycle, int Kept) CycleOf(List<TrafficOutcome> sequence, List<TrafficOutcome> ends)
    {
        var next = sequence.Zip(sequence.Skip(1)).GroupBy(pair => pair.First)
            .ToDictionary(group => group.Key, group => group.CountBy(pair => pair.Second).MaxBy(count => count.Value));
        int kept = next.Values.Sum(count => count.Value);
        var cycle = new List<TrafficOutcome>();
        for (var at = ends.FirstOrDefault(); cycle.Count < ends.Count && !cycle.Contains(at) && next.TryGetValue(at, out var follower); at = follower.Key)
        {
            cycle.Add(at);
        }

        bool closes = cycle.Count == ends.Count && ends.Count > 1 && next.TryGetValue(cycle[^1], out var back) && back.Key == cycle[0];
        return closes ? ([.. cycle], kept) : ([], 0);
    }
}

using System.Collections.Immutable;
using System.Net;

namespace Learn;

/// <summary>
/// Judges traffic against its expectation with a false-alarm rate that holds exactly, also far out in the tails where the chi-square
/// distribution is no approximation any more: every share has exact binomial bounds, and the shares divide the rate among them
/// (Bonferroni). Says too how many requests are needed to notice what is wrong.
/// </summary>
public static class Shares
{
    /// <summary>The rate used where none is given: one false alarm in a million runs.</summary>
    public const double DefaultFalseAlarm = 1e-6;

    private const int MostRequests = 100_000_000;

    /// <summary>Makes sure that the result of curl is as expected: who answered, in which share, and which source addresses were seen.</summary>
    /// <param name="result">The result.</param>
    /// <param name="falseAlarm">Probability of a false alarm, above 0 and below 1.</param>
    /// <exception cref="ShareMismatchException">It is not.</exception>
    public static void AssertFits(CurlResult result, double falseAlarm = DefaultFalseAlarm)
    {
        ArgumentNullException.ThrowIfNull(result);
        Assert(Check(result.Samples.Select(s => (s.Outcome, s.SourceSeenByPod?.Address)), result.Expectation, falseAlarm), result);
    }

    /// <summary>Makes sure that the result of datagrams is as expected.</summary>
    /// <inheritdoc cref="AssertFits(CurlResult, double)"/>
    public static void AssertFits(UdpResult result, double falseAlarm = DefaultFalseAlarm)
    {
        ArgumentNullException.ThrowIfNull(result);
        Assert(Check(result.Samples.Select(s => (s.Outcome, s.SourceSeenByPod?.Address)), result.Expectation, falseAlarm), result);
    }

    /// <summary>Judges ends of requests.</summary>
    /// <param name="samples">For each request where it ended, and which source address was seen (null if it is not known).</param>
    /// <param name="expectation">What was expected; null is a problem of its own.</param>
    /// <param name="falseAlarm">Probability of a false alarm, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of its range.</exception>
    public static ShareCheck Check(IEnumerable<(TrafficOutcome Outcome, IPAddress? SourceSeen)> samples, Expectation? expectation, double falseAlarm = DefaultFalseAlarm)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (!(falseAlarm is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(falseAlarm), falseAlarm, "A false-alarm rate lies between 0 and 1.");
        }

        var all = samples.ToList();
        var problems = ImmutableArray.CreateBuilder<string>();
        if (all.Count == 0)
        {
            problems.Add("There is no request.");
        }

        if (expectation is null or { Undetermined: > 0 })
        {
            problems.Add("Nothing definite was expected: the rules do not tell, or nobody knew the name.");
            return new ShareCheck(all.Count, falseAlarm, problems.ToImmutable());
        }

        var counts = all.CountBy(sample => sample.Outcome).ToDictionary();
        AddImpossible(problems, counts, expectation);
        if (expectation.Dependence is null)
        {
            AddUnlikely(problems, counts, all.Count, expectation, falseAlarm);
        }

        foreach (var group in all.Where(s => s.SourceSeen is not null && !expectation.Allows(s.Outcome, s.SourceSeen)).CountBy(s => (s.Outcome, s.SourceSeen)))
        {
            var expected = expectation.SourcesSeen.Where(s => s.Outcome == group.Key.Outcome && s.Probability > 0).Select(s => s.Address);
            problems.Add(OutcomeText.Format($"{group.Key.Outcome} saw {group.Value:N0} come from {group.Key.SourceSeen}, and should see {string.Join(" or ", expected)}."));
        }

        return new ShareCheck(all.Count, falseAlarm, problems.ToImmutable());
    }

    /// <summary>The counts that requests may give without an alarm.</summary>
    /// <param name="n">Number of requests, 0 or more.</param>
    /// <param name="probability">Expected share, 0–1.</param>
    /// <param name="falseAlarm">Probability that a count falls outside although the share is right.</param>
    public static CountInterval Bounds(int n, double probability, double falseAlarm = DefaultFalseAlarm) => BinomialIntervals.ExpectedCounts(n, probability, 1 - falseAlarm);

    /// <summary>How many requests are needed until an end of this probability is seen at least once.</summary>
    /// <param name="probability">Its probability, above 0, at most 1.</param>
    /// <param name="missedAtMost">How probable it may be that it is not seen all the same, above 0 and below 1.</param>
    public static int RequestsToSee(double probability, double missedAtMost = DefaultFalseAlarm)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        return probability == 1 ? 1 : (int)Math.Min(MostRequests, Math.Ceiling(Math.Log(missedAtMost) / Math.Log(1 - probability)));
    }

    /// <summary>How many requests are needed to notice that a share is not what it should be.</summary>
    /// <param name="expected">The share that is expected, 0–1.</param>
    /// <param name="actual">The share that shall be noticed, 0–1, another one.</param>
    /// <param name="falseAlarm">Probability of an alarm although the expected share is right.</param>
    /// <param name="missedAtMost">Probability, at most, that the other share is not noticed.</param>
    /// <exception cref="ArgumentException">Both shares are the same.</exception>
    public static int RequestsToTell(double expected, double actual, double falseAlarm = DefaultFalseAlarm, double missedAtMost = DefaultFalseAlarm)
    {
        if (expected.Equals(actual))
        {
            throw new ArgumentException("No number of requests tells a share from itself.", nameof(actual));
        }

        int enough = 1;
        while (enough < MostRequests && Missed(enough) > missedAtMost)
        {
            enough *= 2;
        }

        int low = enough / 2, high = enough;
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = Missed(middle) > missedAtMost ? (middle, high) : (low, middle);
        }

        return high;

        double Missed(int n)
        {
            var bounds = Bounds(n, expected, falseAlarm);
            return BinomialIntervals.AtMost(bounds.High, n, actual) - (bounds.Low == 0 ? 0 : BinomialIntervals.AtMost(bounds.Low - 1, n, actual));
        }
    }

    private static void AddImpossible(ImmutableArray<string>.Builder problems, Dictionary<TrafficOutcome, int> counts, Expectation expectation)
    {
        foreach (var (outcome, count) in counts.Where(entry => expectation.ProbabilityOf(entry.Key) <= 0).OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal))
        {
            problems.Add(OutcomeText.Format($"{count:N0} × {outcome} should not have happened at all."));
        }
    }

    private static void AddUnlikely(ImmutableArray<string>.Builder problems, Dictionary<TrafficOutcome, int> counts, int total, Expectation expectation, double falseAlarm)
    {
        var possible = expectation.Shares.Where(share => share.Probability > 0).ToList();

        // Two shares that make up the whole are one question, not two.
        int questions = possible.Count == 2 ? 1 : possible.Count;
        foreach (var share in possible)
        {
            int count = counts.GetValueOrDefault(share.Outcome);
            var bounds = Bounds(total, Math.Min(1, share.Probability), falseAlarm / questions);
            if (!bounds.Contains(count))
            {
                problems.Add(OutcomeText.Format($"{share.Outcome} has {count:N0} of {total:N0}, and should have {share.Probability * 100:0.0} %: {bounds.Low:N0} – {bounds.High:N0}."));
            }
        }
    }

    private static void Assert(ShareCheck check, object result)
    {
        if (!check.Fits)
        {
            throw new ShareMismatchException(check, result.ToString() ?? "");
        }
    }
}

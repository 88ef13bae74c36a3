namespace Learn.Course;

/// <summary>
/// Judges shares in two goes. After the first, what is surely right or surely wrong is settled; only what lies between is sent again, twice as much, and judged
/// with all of it. Together a right world fails in less than one of a million checks, and a share that is off by a tenth of all requests is noticed in more
/// than 999 of 1,000.
/// </summary>
internal static class ShareJudge
{
    /// <summary>How much more is sent in the second go.</summary>
    public const int MoreInSecondGo = 2;

    /// <summary>A fit at least as bad as this comes by chance in one of twenty right worlds: look again.</summary>
    private const double GoodFit = 0.05;

    /// <summary>What is known after a go.</summary>
    public enum Verdict
    {
        /// <summary>The shares are right.</summary>
        Right,

        /// <summary>They are wrong.</summary>
        Wrong,

        /// <summary>More requests are needed to tell.</summary>
        Unsure,
    }

    /// <summary>Judges.</summary>
    /// <param name="seen">The requests so far.</param>
    /// <param name="expectation">The shares.</param>
    /// <param name="isLast">Whether nothing more is sent.</param>
    public static Verdict Judge(IReadOnlyList<TrafficSeen> seen, Expectation expectation, bool isLast)
    {
        // The rate of false alarms is divided among both goes.
        var check = Shares.Check(seen.Select(one => (one.Outcome, (System.Net.IPAddress?)null)), expectation, Shares.DefaultFalseAlarm / 2);
        if (!check.Fits)
        {
            return Verdict.Wrong;
        }

        return isLast || GoodnessOfFitTest.Test(seen.Select(one => one.Outcome), expectation).PValue is null or >= GoodFit ? Verdict.Right : Verdict.Unsure;
    }

    /// <summary>The expectation that shares with names make.</summary>
    /// <param name="shares">A Pod, <c>refused</c> or <c>timeout</c>, and its share, 0–1.</param>
    public static Expectation Expect(IEnumerable<KeyValuePair<string, double>> shares)
        => new(shares.Select(share => new ExpectedShare(OutcomeOf(share.Key), share.Value)));

    /// <summary>The end that a name stands for.</summary>
    public static TrafficOutcome OutcomeOf(string name) => name switch
    {
        TrafficEnds.Refused => TrafficOutcome.Refused,
        TrafficEnds.Timeout => TrafficOutcome.Dropped,
        _ => TrafficOutcome.AnsweredBy(name),
    };
}

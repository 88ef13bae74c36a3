using System.Collections.Immutable;

namespace Learn;

/// <summary>Makes the distribution of a result: every end that was expected or seen.</summary>
internal static class OutcomeRows
{
    /// <summary>The rows: pods first, by name as people sort numbers (pod-2 before pod-10).</summary>
    /// <param name="outcomes">The ends, one for each request.</param>
    /// <param name="expectation">What was expected, or null.</param>
    public static ImmutableArray<OutcomeSummary> Of(IEnumerable<TrafficOutcome> outcomes, Expectation? expectation)
    {
        var counts = outcomes.CountBy(outcome => outcome).ToDictionary();
        int total = counts.Values.Sum();

        // Requests that tell nothing of the rules are a row of their own, but not part of what the expectation is about.
        int countable = total - counts.GetValueOrDefault(TrafficOutcome.Unattributed);
        var expected = expectation is { Undetermined: 0 } e ? e : null;
        return [.. counts.Keys
            .Union(expected?.Shares.Where(s => s.Probability > 0).Select(s => s.Outcome) ?? [])
            .OrderBy(o => o.Kind).ThenBy(o => o.Pod, PodNameOrder.Instance)
            .Select(o => Row(o, counts.GetValueOrDefault(o)))];

        OutcomeSummary Row(TrafficOutcome outcome, int count)
        {
            var hasExpectation = expected is not null && outcome.Kind != TrafficOutcomeKind.Unattributed;
            var probability = Math.Min(1, expected?.ProbabilityOf(outcome) ?? 0);
            return new OutcomeSummary
            {
                Outcome = outcome,
                Count = count,
                Share = total == 0 ? 0 : (double)count / total,
                PossibleShares = total == 0 ? new(0, 1) : BinomialIntervals.ClopperPearson(count, total),
                ExpectedShare = hasExpectation ? probability : null,
                ExpectedCount = hasExpectation ? probability * countable : null,
                ExpectedCounts = hasExpectation ? BinomialIntervals.ExpectedCounts(countable, probability) : null,
            };
        }
    }
}

using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>What came of a check of an exercise.</summary>
/// <param name="Exercise">The exercise's id.</param>
/// <param name="Results">Its checks, in order.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record CheckReport(string Exercise, ImmutableArray<CheckResult> Results, TimeSpan Elapsed)
{
    /// <summary>Predictions that were decided by an experiment in this check, by question: what was seen.</summary>
    public ImmutableSortedDictionary<string, string> Observed { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>True if every check holds.</summary>
    public bool Passed => Results.All(result => result.Verdict == CheckVerdict.Passed);

    /// <summary>True if a check itself went wrong: no try of the learner's is counted.</summary>
    public bool IsBroken => Results.Any(result => result.Verdict == CheckVerdict.Broken);

    /// <summary>The first check that does not hold; null if all do.</summary>
    public CheckResult? FirstFailure => Results.FirstOrDefault(result => result.Verdict is CheckVerdict.Failed or CheckVerdict.Unanswered or CheckVerdict.Broken);
}

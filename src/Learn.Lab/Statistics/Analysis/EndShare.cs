namespace Learn;

/// <summary>The share of one end, with what it leaves possible and what was expected.</summary>
/// <param name="End">The end.</param>
/// <param name="Count">Requests that ended there.</param>
/// <param name="Share">Their share, 0–1.</param>
/// <param name="Possible">The shares that the count leaves possible, this end looked at alone (Clopper and Pearson, exact).</param>
/// <param name="PossibleTogether">The same so that all ends lie in theirs at once with the confidence (Bonferroni: wider).</param>
/// <param name="Expected">The expected share, 0–1, or null without an expectation.</param>
public sealed record EndShare(TrafficOutcome End, int Count, double Share, ShareInterval Possible, ShareInterval PossibleTogether, double? Expected)
{
    /// <summary>Whether the expected share lies outside of what is possible, all ends considered.</summary>
    public bool IsUnexpected => Expected is { } expected && !PossibleTogether.Contains(expected);
}

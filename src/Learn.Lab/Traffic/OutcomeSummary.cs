namespace Learn;

/// <summary>How often requests ended somewhere, beside what was expected: one row of a distribution.</summary>
public sealed record OutcomeSummary
{
    /// <summary>Where they ended.</summary>
    public required TrafficOutcome Outcome { get; init; }

    /// <summary>How many did.</summary>
    public required int Count { get; init; }

    /// <summary>Their share of all requests, 0–1.</summary>
    public required double Share { get; init; }

    /// <summary>The shares that the count leaves possible, with 95 % confidence (Clopper–Pearson).</summary>
    public required ShareInterval PossibleShares { get; init; }

    /// <summary>The expected share, 0–1, or null without an expectation.</summary>
    public double? ExpectedShare { get; init; }

    /// <summary>The expected count, seldom a whole number, or null without an expectation.</summary>
    public double? ExpectedCount { get; init; }

    /// <summary>The counts between which 95 % of all runs lie if the expectation is right (exact binomial), or null without an expectation.</summary>
    public CountInterval? ExpectedCounts { get; init; }
}

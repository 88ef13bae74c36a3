namespace Learn.Netfilter;

/// <summary>One difference between an expected and an actual ruleset.</summary>
public sealed record Difference
{
    /// <summary>Its kind.</summary>
    public required DifferenceKind Kind { get; init; }

    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>The chain, if one is concerned.</summary>
    public string? Chain { get; init; }

    /// <summary>The rule that is expected, if one is concerned.</summary>
    public Rule? Expected { get; init; }

    /// <summary>Its number in the expected chain, counted from 1; 0 without a rule.</summary>
    public int ExpectedNumber { get; init; }

    /// <summary>The rule that is there, if one is concerned.</summary>
    public Rule? Actual { get; init; }

    /// <summary>Its number in the actual chain, counted from 1; 0 without a rule.</summary>
    public int ActualNumber { get; init; }

    /// <summary>The difference in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <inheritdoc />
    public override string ToString() => Sentence;
}

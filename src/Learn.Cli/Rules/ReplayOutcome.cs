namespace Learn.Cli.Rules;

/// <summary>How the replay of a case ended.</summary>
/// <param name="Name">The case.</param>
/// <param name="Result">What came out; null if it could not be lived through.</param>
/// <param name="Failure">Why it could not; null if it could.</param>
internal sealed record ReplayOutcome(string Name, CaseReplayResult? Result, string? Failure)
{
    /// <summary>True if everything that was captured came out the same.</summary>
    public bool IsEqual => Result is { IsEqual: true };

    /// <summary>Case and verdict on one line.</summary>
    public override string ToString() => Result?.ToString() ?? $"{Name}: could not be lived through: {Failure}";
}

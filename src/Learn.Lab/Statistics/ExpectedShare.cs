namespace Learn;

/// <summary>How large a share of the requests should end somewhere.</summary>
/// <param name="Outcome">Where they end.</param>
/// <param name="Probability">Probability of that end for one request, 0–1.</param>
public readonly record struct ExpectedShare(TrafficOutcome Outcome, double Probability);

namespace Learn;

/// <summary>What requests have in common, and how they fared: one row of a <see cref="GroupTable"/>.</summary>
/// <param name="Name">What they have in common; "(none)" where it is not known.</param>
/// <param name="Count">Number of requests.</param>
/// <param name="Share">Their share of all, 0–1.</param>
/// <param name="Latency">Times of those that were answered; null if none was.</param>
public sealed record GroupSummary(string Name, int Count, double Share, LatencySummary? Latency);

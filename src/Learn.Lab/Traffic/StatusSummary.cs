namespace Learn;

/// <summary>How many requests were answered with a status.</summary>
/// <param name="Status">HTTP status, 100–599.</param>
/// <param name="Count">Number of requests.</param>
public readonly record struct StatusSummary(int Status, int Count);

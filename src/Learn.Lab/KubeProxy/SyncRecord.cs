using Learn.Proxy;

namespace Learn;

/// <summary>A sync that was carried out.</summary>
/// <param name="Plan">What was to be done: the payload, and which rules it has.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Duration">How long it took, the programs included.</param>
/// <param name="Failure">What was refused, and in which words; null if it succeeded.</param>
public sealed record SyncRecord(SyncPlan Plan, DateTimeOffset EndedAt, TimeSpan Duration, string? Failure)
{
    /// <summary>In a sentence.</summary>
    public override string ToString()
        => $"{(Plan.IsFull ? "full" : "partial")} sync: {Plan.RuleCount} rules, {Plan.Payload.Length} bytes, {Duration.TotalMilliseconds:0} ms"
            + (Failure is null ? "" : $"; it failed: {Failure}");
}

using Learn.Proxy;

namespace Learn;

/// <summary>A sync that was carried out.</summary>
/// <param name="Plan">What was done: the payload, and which rules it has.</param>
/// <param name="Preparation">How long it took to make sure of the fixed chains and to generate the payload.</param>
/// <param name="Restore">How long <c>iptables-restore</c> took.</param>
public sealed record SyncRecord(SyncPlan Plan, TimeSpan Preparation, TimeSpan Restore)
{
    /// <summary>In a sentence.</summary>
    public override string ToString()
        => $"{(Plan.IsFull ? "full" : "partial")} sync: {Plan.RuleCount} rules, {Plan.Payload.Length} bytes; prepared in {Preparation.TotalMilliseconds:0} ms, restored in {Restore.TotalMilliseconds:0} ms";
}

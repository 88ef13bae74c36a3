using Learn.Proxy;

namespace Learn;

/// <summary>A sync that was carried out.</summary>
/// <param name="Plan">What was to be done: the payload, and which rules it has.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Duration">How long it took, the programs included.</param>
/// <param name="Failure">What was refused, and in which words; null if it succeeded.</param>
public sealed record SyncRecord(SyncPlan Plan, DateTimeOffset EndedAt, TimeSpan Duration, string? Failure)
{
    /// <summary>Its number among all syncs of the lab, from 1 on, in the order in which they ended.</summary>
    public long Number { get; init; }

    /// <summary>The node.</summary>
    public string Node { get; init; } = "";

    /// <summary>Why it happened.</summary>
    public SyncReason Reason { get; init; } = new(SyncTrigger.Changes, []);

    /// <summary>How long its steps took: generation and restore apart.</summary>
    public SyncTimings Timings { get; init; }

    /// <summary>In a sentence.</summary>
    public override string ToString()
        => OutcomeText.Format($"{Kind} sync: {Plan.RuleCount} rules, {Plan.PayloadLength} bytes, {Duration.TotalMilliseconds:0} ms")
            + (Failure is null ? "" : $"; it failed: {Failure}");

    /// <summary><c>full</c> or <c>partial</c>.</summary>
    internal string Kind => Plan.IsFull ? "full" : "partial";
}

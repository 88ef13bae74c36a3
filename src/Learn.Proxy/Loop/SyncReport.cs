namespace Learn.Proxy;

/// <summary>How one sync went.</summary>
/// <param name="Plan">What was to be done.</param>
/// <param name="Failure">Null if it succeeded; otherwise the command that failed and what it said.</param>
/// <param name="Duration">How long it took.</param>
public sealed record SyncReport(SyncPlan Plan, string? Failure, TimeSpan Duration)
{
    /// <summary>Why it happened.</summary>
    public SyncReason Reason { get; init; } = new(SyncTrigger.Changes, []);

    /// <summary>How long its steps took.</summary>
    public SyncTimings Timings { get; init; }

    /// <summary>True if the rules of the plan are in force.</summary>
    public bool Succeeded => Failure is null;
}

namespace Learn.Proxy;

/// <summary>How one sync went.</summary>
/// <param name="Plan">What was to be done.</param>
/// <param name="Failure">Null if it succeeded; otherwise the command that failed and what it said.</param>
/// <param name="Duration">How long it took.</param>
public sealed record SyncReport(SyncPlan Plan, string? Failure, TimeSpan Duration)
{
    /// <summary>True if the rules of the plan are in force.</summary>
    public bool Succeeded => Failure is null;
}

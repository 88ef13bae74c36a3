namespace Learn.Cluster;

/// <summary>Where a Pod goes.</summary>
/// <param name="NodeName">The node; null when no node will do.</param>
/// <param name="Message">Why no node will do, in the scheduler's words; null when there is one.</param>
public sealed record SchedulingDecision(string? NodeName, string? Message)
{
    /// <summary>The node, or why there is none.</summary>
    public override string ToString() => NodeName ?? Message ?? "";
}

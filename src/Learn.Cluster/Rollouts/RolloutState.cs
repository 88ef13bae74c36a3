namespace Learn.Cluster;

/// <summary>How far the rollout of a Deployment is.</summary>
/// <param name="Message">As <c>kubectl rollout status</c> says it, one sentence.</param>
/// <param name="IsDone">True when all Pods are of the current template and available.</param>
/// <param name="HasFailed">True when it missed its deadline; it may still succeed later.</param>
public sealed record RolloutState(string Message, bool IsDone, bool HasFailed)
{
    /// <summary>The message.</summary>
    public override string ToString() => Message;
}

namespace Learn.Cluster;

/// <summary>One revision of a Deployment, as <c>kubectl rollout history</c> lists it.</summary>
/// <param name="Number">The revision.</param>
/// <param name="ReplicaSet">The ReplicaSet that has its template.</param>
/// <param name="ChangeCause">What the annotation <c>kubernetes.io/change-cause</c> says; null when nobody said anything.</param>
/// <param name="Images">The images of its containers, in order.</param>
public sealed record RolloutRevision(long Number, string ReplicaSet, string? ChangeCause, IReadOnlyList<string> Images)
{
    /// <summary>Revision and cause as kubectl prints them.</summary>
    public override string ToString() => $"{Number}\t{ChangeCause ?? "<none>"}";
}

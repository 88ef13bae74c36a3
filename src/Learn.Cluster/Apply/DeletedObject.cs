namespace Learn.Cluster;

/// <summary>What delete did with one object.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Namespace and name.</param>
/// <param name="IsTerminating">True when the object is still there with a deletionTimestamp: a Pod that its kubelet has yet to stop, or a
/// Namespace that still holds such Pods.</param>
public sealed record DeletedObject(ResourceKind Kind, NamespacedName Name, bool IsTerminating)
{
    /// <summary>As kubectl prints it: <c>service "my-service" deleted</c>.</summary>
    public override string ToString() => $"{Kind.DisplayName} \"{Name.Name}\" deleted";
}

using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>A change of one object, in the order in which changes happened.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Object">The object after the change, or its last state when it was deleted. Shared by all listeners: read only.</param>
/// <param name="Previous">The object before the change; null for Added. Read only.</param>
/// <param name="ResourceVersion">The version of the whole store after the change; it grows from event to event.</param>
public sealed record ClusterEvent(
    ClusterEventType Type,
    ResourceKind Kind,
    IKubernetesObject<V1ObjectMeta> Object,
    IKubernetesObject<V1ObjectMeta>? Previous,
    long ResourceVersion)
{
    /// <summary>The identity of the object.</summary>
    public NamespacedName Name => new(Object.Metadata.NamespaceProperty ?? "", Object.Metadata.Name);

    /// <summary><c>MODIFIED service/my-service (42)</c>.</summary>
    public override string ToString() => $"{Type.ToString().ToUpperInvariant()} {Kind.DisplayName}/{Object.Metadata.Name} ({ResourceVersion})";
}

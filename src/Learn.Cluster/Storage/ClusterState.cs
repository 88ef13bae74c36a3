using System.Collections.Immutable;
using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Everything that the cluster stores, as one value. A write makes a new one from it; a refused write just drops the new one, so
/// the store, its allocators and its randomness are exactly as before.</summary>
internal sealed record ClusterState
{
    public ImmutableDictionary<ResourceKind, ImmutableSortedDictionary<NamespacedName, IKubernetesObject<V1ObjectMeta>>> Objects { get; init; } =
        ImmutableDictionary<ResourceKind, ImmutableSortedDictionary<NamespacedName, IKubernetesObject<V1ObjectMeta>>>.Empty;

    /// <summary>Grows by one with each change of an object.</summary>
    public required long ResourceVersion { get; init; }

    public required RandomSequence Random { get; init; }

    public ImmutableDictionary<System.Net.IPAddress, NamespacedName> ServiceAddresses { get; init; } =
        ImmutableDictionary<System.Net.IPAddress, NamespacedName>.Empty;

    public ImmutableDictionary<int, NamespacedName> NodePorts { get; init; } = ImmutableDictionary<int, NamespacedName>.Empty;

    public ImmutableDictionary<IndexKey, ImmutableSortedSet<NamespacedName>> Index { get; init; } =
        ImmutableDictionary<IndexKey, ImmutableSortedSet<NamespacedName>>.Empty;

    /// <summary>When something is to be looked at again only because time has passed.</summary>
    public Agenda Agenda { get; init; } = Agenda.Empty;

    public ImmutableSortedDictionary<NamespacedName, IKubernetesObject<V1ObjectMeta>> Of(ResourceKind kind) =>
        Objects.GetValueOrDefault(kind, ImmutableSortedDictionary<NamespacedName, IKubernetesObject<V1ObjectMeta>>.Empty);
}

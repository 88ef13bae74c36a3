using k8s;
using k8s.Models;

namespace Learn.Cluster;

public sealed partial class ClusterApi
{
    /// <summary>The object with this name, as a copy; null when there is none.</summary>
    /// <param name="ns">Its namespace; ignored for kinds without namespace.</param>
    /// <param name="name">Its name.</param>
    public T? Get<T>(string ns, string name) where T : class, IKubernetesObject<V1ObjectMeta> =>
        (T?)Get(ResourceKind.For<T>(), ns, name);

    /// <summary>The object with this name, as a copy; null when there is none.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="ns">Its namespace; ignored for kinds without namespace.</param>
    /// <param name="name">Its name.</param>
    public IKubernetesObject<V1ObjectMeta>? Get(ResourceKind kind, string ns, string name)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var stored = Volatile.Read(ref state).Of(kind).GetValueOrDefault(Key(kind, ns, name));
        return stored is null ? null : DeepCopy.Of(stored);
    }

    /// <summary>Objects of one kind, as copies, ordered by namespace and name.</summary>
    /// <param name="ns">Only those of this namespace; null for all namespaces.</param>
    /// <param name="selector">Only those with these labels; null for all.</param>
    public IReadOnlyList<T> List<T>(string? ns = null, LabelSelector? selector = null) where T : class, IKubernetesObject<V1ObjectMeta> =>
        [.. Select(ResourceKind.For<T>(), ns, selector).Select(stored => (T)DeepCopy.Of(stored))];

    /// <summary>Objects of one kind, as copies, ordered by namespace and name.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">Only those of this namespace; null for all namespaces.</param>
    /// <param name="selector">Only those with these labels; null for all.</param>
    public IReadOnlyList<IKubernetesObject<V1ObjectMeta>> List(ResourceKind kind, string? ns = null, LabelSelector? selector = null)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return [.. Select(kind, ns, selector).Select(DeepCopy.Of)];
    }

    private IEnumerable<IKubernetesObject<V1ObjectMeta>> Select(ResourceKind kind, string? ns, LabelSelector? selector) =>
        Volatile.Read(ref state).Of(kind).Values.Where(stored => IsSelected(stored, kind, ns, selector));

    private static bool IsSelected(IKubernetesObject<V1ObjectMeta> stored, ResourceKind kind, string? ns, LabelSelector? selector) =>
        (ns is null || !kind.IsNamespaced || stored.Metadata.NamespaceProperty == ns)
        && (selector is null || selector.Matches(stored.Metadata.Labels));
}

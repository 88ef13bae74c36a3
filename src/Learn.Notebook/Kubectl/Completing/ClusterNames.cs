using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Names of what there is in the cluster; none while no lab runs.</summary>
internal sealed class ClusterNames(ClusterApi? cluster, string space)
{
    /// <summary>The namespaces.</summary>
    public IEnumerable<string> Namespaces => Names(ResourceKind.Namespace);

    /// <summary>The objects of a kind.</summary>
    public IEnumerable<string> Names(ResourceKind kind) => cluster?.List(kind, space).Select(one => one.Metadata.Name) ?? [];

    /// <summary>The labels of Pods and nodes: <c>app=web</c>.</summary>
    public IEnumerable<string> Labels => (cluster?.List<V1Pod>(space).Select(pod => pod.Metadata.Labels) ?? [])
        .SelectMany(labels => labels ?? new Dictionary<string, string>())
        .Select(label => $"{label.Key}={label.Value}")
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    /// <summary>The containers of a Pod, Deployment or ReplicaSet.</summary>
    public IEnumerable<string> Containers(ResourceKind kind, string name) => (cluster?.Get(kind, space, name) switch
    {
        V1Pod pod => pod.Spec.Containers,
        V1Deployment deployment => deployment.Spec.Template.Spec.Containers,
        V1ReplicaSet set => set.Spec.Template.Spec.Containers,
        _ => [],
    }).Select(container => container.Name);
}

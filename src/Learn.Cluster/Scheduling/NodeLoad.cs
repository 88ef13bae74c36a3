using k8s.Models;

namespace Learn.Cluster;

/// <summary>A node and what is on it.</summary>
internal sealed class NodeLoad(V1Node node)
{
    private readonly Dictionary<string, int> groups = new(StringComparer.Ordinal);
    private readonly List<HostPort> hostPorts = [];

    public V1Node Node { get; } = node;

    public string Name { get; } = node.Metadata.Name;

    public string? Zone { get; } = node.Metadata.Labels is { } labels && labels.TryGetValue(SliceLabels.Zone, out var zone) ? zone : null;

    /// <summary>What keeps Pods away, also what the node controller would add for the node's condition.</summary>
    public IReadOnlyList<V1Taint> Taints { get; } = NodeTaints.Of(node);

    /// <summary>How many Pods are on it.</summary>
    public int Pods { get; private set; }

    public int CountOf(string group) => groups.GetValueOrDefault(group);

    public void Count(string group) => groups[group] = CountOf(group) + 1;

    public void Add(V1Pod pod)
    {
        Pods++;
        hostPorts.AddRange(HostPort.Of(pod));
    }

    public bool HasFreePorts(V1Pod pod) => !HostPort.Of(pod).Any(wanted => hostPorts.Exists(wanted.ConflictsWith));
}

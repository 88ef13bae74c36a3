using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Finds nodes for Pods, as kube-scheduler does with the filters that matter without resources: unschedulable nodes, the requested
/// node name, taints, node selector and required node affinity, host ports. Of the nodes that are left it takes the one with the fewest
/// Pods of the same owner (or, without an owner, with the same labels), then the one in whose zone they are fewest, then the one with the
/// fewest Pods, then the first by name: Pods spread. It is made for one look at the cluster, and remembers what it placed.</summary>
public sealed class Scheduler
{
    /// <summary>The component that events of scheduling name.</summary>
    public const string Component = "default-scheduler";

    private readonly NodeLoad[] nodes;
    private readonly Dictionary<string, NodeLoad> byName;
    private readonly Dictionary<(string Zone, string Group), int> zones = [];

    /// <summary>Looks at the cluster as it is.</summary>
    /// <param name="nodes">All nodes.</param>
    /// <param name="pods">All Pods, of all namespaces; those without a node do not count.</param>
    public Scheduler(IEnumerable<V1Node> nodes, IEnumerable<V1Pod> pods)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(pods);
        this.nodes = [.. nodes.Select(node => new NodeLoad(node)).OrderBy(load => load.Name, StringComparer.Ordinal)];
        byName = this.nodes.ToDictionary(load => load.Name, StringComparer.Ordinal);
        foreach (var pod in pods)
        {
            if (!string.IsNullOrEmpty(pod.Spec.NodeName) && byName.TryGetValue(pod.Spec.NodeName, out var load))
            {
                Take(load, pod);
            }
        }
    }

    /// <summary>Decides where a Pod goes, and counts it there from now on.</summary>
    /// <param name="pod">A Pod without a node; one that has a node keeps it.</param>
    public SchedulingDecision Place(V1Pod pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        if (!string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            return new(pod.Spec.NodeName, null);
        }

        if (nodes.Length == 0)
        {
            return new(null, "no nodes available to schedule pods");
        }

        var group = GroupOf(pod);
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        NodeLoad? best = null;
        foreach (var load in nodes)
        {
            if (NodeFilter.Refuse(pod, load) is { } reason)
            {
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }
            else if (best is null || Rank(pod, load, group).CompareTo(Rank(pod, best, group)) < 0)
            {
                best = load;
            }
        }

        if (best is null)
        {
            return new(null, Explain(reasons));
        }

        Take(best, pod);
        return new(best.Name, null);
    }

    /// <summary>The first of these is the best, and so on; nodes come by name, so of equal ones the first is kept.</summary>
    private (int Avoided, int OnNode, int InZone, int All) Rank(V1Pod pod, NodeLoad load, string? group) => (
        NodeFilter.CountTaintsToAvoid(pod, load),
        group is null ? 0 : load.CountOf(group),
        group is null || load.Zone is null ? 0 : zones.GetValueOrDefault((load.Zone, group)),
        load.Pods);

    private void Take(NodeLoad load, V1Pod pod)
    {
        if (pod.Status?.Phase is "Succeeded" or "Failed")
        {
            return;
        }

        load.Add(pod);
        if (pod.Metadata.DeletionTimestamp is null && GroupOf(pod) is { } group)
        {
            load.Count(group);
            if (load.Zone is { } zone)
            {
                zones[(zone, group)] = zones.GetValueOrDefault((zone, group)) + 1;
            }
        }
    }

    /// <summary>What Pods that should spread have in common; null for a Pod that stands alone.</summary>
    private static string? GroupOf(V1Pod pod)
    {
        if (Ownership.ControllerOf(pod) is { } owner)
        {
            return owner.Uid;
        }

        return pod.Metadata.Labels is { Count: > 0 } labels
            ? string.Join(
                '\0',
                labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")
                    .Prepend(pod.Metadata.NamespaceProperty))
            : null;
    }

    private string Explain(SortedDictionary<string, int> reasons)
    {
        var counted = reasons.Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Value} {reason.Key}"))
            .Order(StringComparer.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture, $"0/{nodes.Length} nodes are available: {string.Join(", ", counted)}.");
    }
}

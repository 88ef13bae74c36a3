using System.Collections.Immutable;
using k8s.Models;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn;

/// <summary>Holds the rules of a node against what kube-proxy should have written there.</summary>
/// <param name="Node">The node.</param>
/// <param name="Deviations">What differs, by Service.</param>
/// <param name="Remarks">What limits the comparison.</param>
public sealed record ClusterComparison(string Node, ImmutableArray<ClusterDeviation> Deviations, ImmutableArray<string> Remarks)
{
    /// <summary>Compares. Services and endpoints are compared, not the layout of rules, which differs from version to version.</summary>
    /// <param name="objects">The objects of the cluster.</param>
    /// <param name="node">The node that the rules are of; null if the cluster has only one.</param>
    /// <param name="inspection">The rules.</param>
    /// <exception cref="RealClusterException">There is no such node.</exception>
    public static ClusterComparison Of(RealClusterObjects objects, string? node, DumpInspection inspection)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(inspection);
        var own = ChooseNode(objects, node);
        var remarks = objects.Remarks.ToBuilder();
        if (objects.Configuration is { Mode: not ProxyMode.Iptables } other)
        {
            remarks.Add($"kube-proxy's configuration asks for the mode {other.Mode}; compared is what its iptables mode would do.");
        }

        var behind = new ObjectsBehind(objects);
        var deviations = ImmutableArray.CreateBuilder<ClusterDeviation>();
        foreach (var part in inspection.Parts.Where(part => part.Mode is InspectedMode.Iptables or InspectedMode.Mixed))
        {
            var family = part.Reading.Ruleset.Family;
            var proxy = ProxyFor(objects, own, family);
            if (proxy.Obstacle is { } obstacle)
            {
                remarks.Add(obstacle);
                continue;
            }

            var expected = RulesetReading.Of(proxy.Plan(new SyncInput { Now = DateTimeOffset.UnixEpoch, NatChains = [] }).Desired());
            deviations.AddRange(new ServiceDeviations(behind).Between(expected, part.Reading));
        }

        if (!inspection.Parts.Any(part => part.Mode is InspectedMode.Iptables or InspectedMode.Mixed))
        {
            remarks.Add("The dump has no rules of kube-proxy's iptables mode, so there is nothing to compare.");
        }

        return new ClusterComparison(own.Metadata.Name, deviations.ToImmutable(), remarks.ToImmutable());
    }

    /// <summary>The comparison in lines of text.</summary>
    public override string ToString() => string.Concat(
        Remarks.Select(remark => remark + "\n")
            .Append(Deviations.IsEmpty
                ? $"Services and endpoints are what kube-proxy should have written on {Node}.\n"
                : FormattableString.Invariant($"What differs from what kube-proxy should have written on {Node}: {Deviations.Length:N0}\n"))
            .Concat(Deviations.Select(deviation => $"  {deviation.Sentence}\n" + (deviation.Objects.IsEmpty ? "" : $"    {string.Join(", ", deviation.Objects)}\n"))));

    private static V1Node ChooseNode(RealClusterObjects objects, string? node)
    {
        var names = objects.Nodes.Select(each => each.Metadata.Name).Order(StringComparer.Ordinal).ToList();
        return node is null && objects.Nodes is [var only] ? only
            : objects.Nodes.FirstOrDefault(each => each.Metadata.Name == node)
                ?? throw new RealClusterException(
                    (node is null ? "Say with --node which node the rules are of." : $"The cluster has no node {node}.")
                        + $" There are: {string.Join(", ", names.Take(10))}{(names.Count > 10 ? ", …" : "")}.");
    }

    private static IptablesProxy ProxyFor(RealClusterObjects objects, V1Node node, IpFamily family)
    {
        var proxy = new IptablesProxy(objects.Configuration ?? ProxyConfiguration.Default, node.Metadata.Name, family);
        proxy.SetNode(node);
        foreach (var service in objects.Services)
        {
            proxy.SetService(service);
        }

        foreach (var slice in objects.Slices)
        {
            proxy.SetEndpointSlice(slice);
        }

        return proxy;
    }
}

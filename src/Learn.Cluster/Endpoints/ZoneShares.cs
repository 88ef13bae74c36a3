using k8s.Models;

namespace Learn.Cluster;

/// <summary>Which share of the traffic each zone is expected to make: its share of the CPUs of all ready nodes, those of the control plane
/// not counted. (Source: kube-controller-manager v1.30, topology cache of the EndpointSlice controller.)</summary>
/// <param name="Shares">Zones by name, with shares that add up to 1; empty when a node lacks its zone or its allocatable CPU, or when
/// there are fewer than two zones.</param>
internal sealed record ZoneShares(SortedDictionary<string, double> Shares)
{
    private static readonly string[] Excluded = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];

    public static ZoneShares Of(IEnumerable<V1Node> nodes)
    {
        var processors = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var node in nodes.Where(Counts))
        {
            if (ZoneOf(node) is not { Length: > 0 } zone || ProcessorsOf(node) is not (> 0 and var cpu))
            {
                return new([]);
            }

            processors[zone] = processors.GetValueOrDefault(zone) + cpu;
        }

        var total = processors.Values.Sum();
        return processors.Count < 2
            ? new([])
            : new(new SortedDictionary<string, double>(
                processors.ToDictionary(zone => zone.Key, zone => (double)zone.Value / (double)total), StringComparer.Ordinal));
    }

    /// <summary>Whether a change of a node changes what this is computed from.</summary>
    public static bool IsChanged(V1Node? before, V1Node? after) => Describe(before) != Describe(after);

    public static string? ZoneOf(V1Node? node) =>
        node?.Metadata.Labels is { } labels && labels.TryGetValue(SliceLabels.Zone, out var zone) ? zone : null;

    private static (string? Zone, decimal? Processors)? Describe(V1Node? node) =>
        node is not null && Counts(node) ? (ZoneOf(node), ProcessorsOf(node)) : null;

    private static bool Counts(V1Node node) =>
        node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready")?.Status == "True"
        && (node.Metadata.Labels is not { } labels || !Excluded.Any(labels.ContainsKey));

    private static decimal? ProcessorsOf(V1Node node) =>
        node.Status?.Allocatable is { } resources && resources.TryGetValue("cpu", out var cpu) ? cpu.ToDecimal() : null;
}

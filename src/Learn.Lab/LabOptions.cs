using System.Collections.Immutable;
using Learn.Proxy;
using Learn.Sandbox;

namespace Learn;

/// <summary>How a lab is built. The defaults are what a first lesson needs: one node, one client outside, IPv4, cluster DNS.</summary>
public sealed record LabOptions
{
    /// <summary>
    /// The lab's name, by which other terminals find it: lower-case letters, digits and hyphens, at most 40 characters.
    /// Null, the default, makes a name of its own.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The nodes, 1–250. Default: <c>node-1</c> alone.</summary>
    public ImmutableArray<NodeOptions> Nodes { get; init; } = [new NodeOptions("node-1")];

    /// <summary>The hosts outside the cluster. Default: <c>client</c> alone.</summary>
    public ImmutableArray<string> Clients { get; init; } = ["client"];

    /// <summary>Who gets which address, in which families. Default: IPv4 alone; see <see cref="AddressPlan.DualStack"/>.</summary>
    public AddressPlan Addresses { get; init; } = AddressPlan.IPv4;

    /// <summary>
    /// kube-proxy's configuration on every node; null, the default, is a KubeProxyConfiguration with the lab's pod ranges as
    /// <c>clusterCIDR</c>, so that pods can be told from others, and with <c>minSyncPeriod: 0s</c>, so that rules follow each change at once.
    /// </summary>
    public ProxyConfiguration? KubeProxy { get; init; }

    /// <summary>Whether the cluster has a DNS server behind the Service <c>kube-system/kube-dns</c>. Default true.</summary>
    public bool ClusterDns { get; init; } = true;

    /// <summary>
    /// How long a node may be silent before the cluster takes it for lost; above zero. Default 40 s, as kube-controller-manager has it
    /// (<c>--node-monitor-grace-period</c>).
    /// </summary>
    public TimeSpan NodeMonitorGracePeriod { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How often the load balancer asks each node for its health; above zero. Default 1 s. (Real clouds: 2–10 s.)</summary>
    public TimeSpan HealthCheckPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long <c>ApplyAsync</c> and the like wait for everything to be in effect before they give up with an error. Default 2 min.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a crashed container waits for its first restart; it doubles up to 30 times as long. Default 10 s, as in a kubelet.</summary>
    public TimeSpan CrashBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How the private world is made; null probes what the machine allows.</summary>
    public WorldOptions? World { get; init; }

    /// <summary>Fixes everything that is drawn by lot (allocated addresses and ports), so that two runs look the same. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Receives a line for each step that takes a while; null for silence.</summary>
    public IProgress<string>? Progress { get; init; }

    /// <summary>Who answers, by name, what other processes ask through <see cref="LabRequest.AskDesk"/>: for programs that do more with a lab than the lab knows of.</summary>
    public ImmutableDictionary<string, LabDesk> Desks { get; init; } = ImmutableDictionary<string, LabDesk>.Empty;

    /// <summary>So many nodes, <c>node-1</c> and so on, spread over zones in turn.</summary>
    /// <param name="count">1–250.</param>
    /// <param name="zones">The zones; none for a cluster without.</param>
    public static ImmutableArray<NodeOptions> NumberedNodes(int count, params IReadOnlyList<string> zones)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, AddressPlan.MostNodes);
        ArgumentNullException.ThrowIfNull(zones);
        return [.. Enumerable.Range(0, count).Select(index => new NodeOptions($"node-{index + 1}") { Zone = zones.Count == 0 ? null : zones[index % zones.Count] })];
    }

    /// <summary>Says what is wrong with these options, or null if nothing is.</summary>
    public string? Validate()
    {
        var names = Nodes.Select(node => node.Name).Concat(Clients).ToList();
        return Nodes.Length is < 1 or > AddressPlan.MostNodes ? $"A lab has 1 to {AddressPlan.MostNodes} nodes, not {Nodes.Length}."
            : names.FirstOrDefault(name => !HostNames.IsValid(name)) is { } odd ? $"\"{odd}\" cannot be the name of a node or client: {HostNames.Rule}."
            : names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice ? $"Two hosts are called \"{twice.Key}\": nodes and clients need names of their own."
            : Clients.Contains(LabNetwork.ToolboxName) ? $"\"{LabNetwork.ToolboxName}\" is the host among the pods that every lab has: give the client another name."
            : Addresses.Ranges.Length is < 1 or > 2 ? "A lab has one or two address families."
            : Addresses.Families.Distinct().Count() < Addresses.Ranges.Length ? "The two ranges of a dual-stack lab must be of different families."
            : NodeMonitorGracePeriod <= TimeSpan.Zero || HealthCheckPeriod <= TimeSpan.Zero || Patience <= TimeSpan.Zero || CrashBackoff < TimeSpan.Zero
                ? "A period must be longer than nothing."
            : null;
    }
}

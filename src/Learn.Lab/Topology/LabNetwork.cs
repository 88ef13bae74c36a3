using System.Globalization;
using System.Net;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// The network around the cluster: nodes and an outside client on one underlay segment, whose bridge and gateway are the world's
/// first namespace. Each node has a bridge <c>cbr0</c> with the gateway address of its pods.
/// </summary>
/// <remarks>
/// A pod has a /32 address and reaches everything through its gateway, the other pods of its bridge too. Without that the answer of
/// a pod to its neighbour would go straight over the bridge, past the connection tracking that has to undo the DNAT; clusters
/// load <c>br_netfilter</c> against this, a module that not every machine of a learner has.
/// </remarks>
internal sealed class LabNetwork
{
    private const string UnderlayBridge = "underlay";

    private readonly World world;
    private readonly AddressPlan plan;
    private int interfaceNumber;

    private LabNetwork(World world, AddressPlan plan)
    {
        this.world = world;
        this.plan = plan;
    }

    /// <summary>The bridge of a node that its pods are plugged into.</summary>
    public const string PodBridge = "cbr0";

    /// <summary>Name of the host outside the cluster.</summary>
    public const string ClientName = "client";

    /// <summary>Name of the host among the pods from which traffic comes when nobody says otherwise.</summary>
    public const string ToolboxName = "toolbox";

    /// <summary>The client outside the cluster.</summary>
    public Host Client { get; private set; } = null!;

    /// <summary>Makes the underlay, the nodes and the client.</summary>
    public static async Task<(LabNetwork Network, IReadOnlyList<LabNode> Nodes)> CreateAsync(
        World world, AddressPlan plan, IReadOnlyList<string> nodeNames, CancellationToken cancellationToken)
    {
        var network = new LabNetwork(world, plan);
        var hosts = await world.AddHostsAsync([.. nodeNames.Select(HostNameOfNode), ClientName], cancellationToken);
        network.Client = hosts[^1];
        var nodes = nodeNames.Select((name, index) => new LabNode(name, hosts[index], plan.Node(index), plan.PodCidr(index))).ToList();

        await world.Root.RunBatchAsync(
            "ip",
            [
                BridgeLine(UnderlayBridge, plan.Gateway),
                $"address add {plan.Gateway}/{plan.UnderlayRange.PrefixLength} dev {UnderlayBridge}",
                $"link set {UnderlayBridge} up",
            ],
            cancellationToken);
        await world.ConnectAsync(
            [.. nodes.Select(node => network.UnderlayLink(node.Host, node.Address)), network.UnderlayLink(network.Client, plan.Client)],
            cancellationToken);
        await Task.WhenAll(
            nodes.Select(node => PrepareNodeAsync(node, cancellationToken))
                .Concat(hosts.Select(host => (Task)host.WriteFileAsync(ResolverFile.Path, ResolverFile.Text, cancellationToken))));
        return (network, nodes);
    }

    /// <summary>Plugs pods into the bridges of their nodes.</summary>
    public Task ConnectPodsAsync(IEnumerable<PodAttachment> pods, CancellationToken cancellationToken)
        => world.ConnectAsync([.. pods.Select(PodLink)], cancellationToken);

    /// <summary>The host name of a node inside the world; pods have names of the same form, so the two cannot collide.</summary>
    public static string HostNameOfNode(string nodeName) => $"node/{nodeName}";

    /// <summary>The host name of a pod inside the world.</summary>
    public static string HostNameOfPod(string podNamespace, string podName) => $"pod/{podNamespace}/{podName}";

    private static async Task PrepareNodeAsync(LabNode node, CancellationToken cancellationToken)
    {
        await node.Host.RunBatchAsync(
            "ip",
            [
                BridgeLine(PodBridge, node.PodGateway),
                $"address add {node.PodGateway}/{node.PodCidr.PrefixLength} dev {PodBridge}",
                $"link set {PodBridge} up",
            ],
            cancellationToken);
        await node.Host.RequireSysctlAsync("net.ipv4.ip_forward", "1", "the node would forward no packet to its pods", cancellationToken);
        foreach (string scope in (string[])["all", PodBridge])
        {
            // Packets between pods come in and leave through the same bridge. A redirect would teach the pods a short cut past the rules.
            await node.Host.TrySetSysctlAsync($"net.ipv4.conf.{scope}.send_redirects", "0", cancellationToken);
        }

        // Where br_netfilter is loaded it would show bridged frames to the rules a second time. (False where it is not loaded.)
        await node.Host.TrySetSysctlAsync("net.bridge.bridge-nf-call-iptables", "0", cancellationToken);
        await node.Host.TrySetSysctlAsync("net.bridge.bridge-nf-call-ip6tables", "0", cancellationToken);
    }

    // A bridge without an address of its own takes one of its ports', another one when ports come and go: then everybody's ARP
    // entry for the gateway is wrong, and packets vanish for most of a minute.
    private static string BridgeLine(string name, IPAddress address) => $"link add {name} address {HardwareAddress(address)} type bridge";

    // 0a:58 and the four parts of the address, as CNI plugins do it: who gets an address again gets the same entry in everybody's ARP table.
    private static string HardwareAddress(IPAddress address)
        => "0a:58:" + string.Join(':', address.GetAddressBytes().Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));

    private LinkSpec UnderlayLink(Host host, IPAddress address)
        => new(
            new LinkEnd(world.Root.Name, $"port{++interfaceNumber}") { Bridge = UnderlayBridge },
            new LinkEnd(host.Name, "eth0")
            {
                Addresses = [$"{address}/{plan.UnderlayRange.PrefixLength}"],
                Routes = [$"default via {plan.Gateway}"],
            });

    private LinkSpec PodLink(PodAttachment pod)
        => new(
            new LinkEnd(pod.Node.Host.Name, $"veth{++interfaceNumber}") { Bridge = PodBridge },
            new LinkEnd(pod.Host.Name, "eth0")
            {
                Addresses = [$"{pod.Address}/32"],
                HardwareAddress = HardwareAddress(pod.Address),
                Routes = [$"{pod.Node.PodGateway} dev eth0 scope link", $"default via {pod.Node.PodGateway}"],
            });
}

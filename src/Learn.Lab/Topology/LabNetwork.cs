using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// The network around the cluster: nodes and outside clients on one underlay segment, whose bridge and gateway are the world's
/// first namespace. Each node has a bridge <c>cbr0</c> with the gateway addresses of its pods, and a route to every other node's pods.
/// </summary>
/// <remarks>
/// A pod has a single address (/32, /128) and reaches everything through its gateway, the other pods of its bridge too. Without that the
/// answer of a pod to its neighbour would go straight over the bridge, past the connection tracking that has to undo the DNAT; clusters
/// load <c>br_netfilter</c> against this, a module that not every machine of a learner has.
/// </remarks>
internal sealed class LabNetwork
{
    private const string UnderlayBridge = "underlay";

    private readonly World world;
    private readonly AddressPlan plan;
    private int interfaceNumber;
    private int nextNode;

    private LabNetwork(World world, AddressPlan plan)
    {
        this.world = world;
        this.plan = plan;
    }

    /// <summary>The bridge of a node that its pods are plugged into.</summary>
    public const string PodBridge = "cbr0";

    /// <summary>The interface of a node, a client or a pod.</summary>
    public const string Uplink = "eth0";

    /// <summary>Name of the host among the pods from which traffic comes when nobody says otherwise.</summary>
    public const string ToolboxName = "toolbox";

    /// <summary>The clients outside the cluster.</summary>
    public ImmutableArray<LabClient> Clients { get; private set; } = [];

    /// <summary>Makes the underlay, the nodes and the clients.</summary>
    public static async Task<(LabNetwork Network, IReadOnlyList<LabNode> Nodes)> CreateAsync(
        World world, AddressPlan plan, IReadOnlyList<NodeOptions> nodes, IReadOnlyList<string> clients, CancellationToken cancellationToken)
    {
        var network = new LabNetwork(world, plan);
        var hosts = await world.AddHostsAsync([.. nodes.Select(node => HostNameOfNode(node.Name)), .. clients], cancellationToken);
        network.Clients = [.. clients.Select((name, index) => new LabClient(name, hosts[nodes.Count + index], plan.Client(index)))];
        await network.PrepareIPv6Async(hosts.Append(world.Root), cancellationToken);
        await world.Root.RunBatchAsync("ip", [.. BridgeLines(UnderlayBridge, plan.Ranges.Select(ranges => (ranges.Gateway, ranges.Underlay.PrefixLength)))], cancellationToken);
        var made = nodes.Select((node, index) => network.Describe(node, hosts[index])).ToList();
        await network.ConnectNodesAsync(made, cancellationToken);
        await Task.WhenAll(network.Clients.Select(client => PrepareClientAsync(client, cancellationToken)));
        await ConnectRoutesAsync(made, others: [], cancellationToken);
        return (network, made);
    }

    /// <summary>Adds a node to a network that runs.</summary>
    public async Task<LabNode> AddNodeAsync(NodeOptions options, IReadOnlyList<LabNode> others, CancellationToken cancellationToken)
    {
        if (nextNode >= AddressPlan.MostNodes)
        {
            throw new LabException($"A lab has room for {AddressPlan.MostNodes} nodes in its life.");
        }

        var node = Describe(options, await world.AddHostAsync(HostNameOfNode(options.Name), cancellationToken));
        await PrepareIPv6Async([node.Host], cancellationToken);
        await ConnectNodesAsync([node], cancellationToken, withClients: false);
        await ConnectRoutesAsync([node], others, cancellationToken);
        return node;
    }

    /// <summary>Removes a node with everything in it.</summary>
    public async Task RemoveNodeAsync(LabNode node, IReadOnlyList<LabNode> others, CancellationToken cancellationToken)
    {
        await world.RemoveHostAsync(node.Host.Name, cancellationToken);
        await Task.WhenAll(others.Select(other => other.Host.RunBatchAsync("ip", [.. node.PodCidrs.Select(cidr => $"route del {cidr}")], cancellationToken)));
    }

    /// <summary>Unplugs the cable of a node at the other end, or plugs it in: the node sees that its carrier is lost, its routes stay.</summary>
    public async Task SetPluggedAsync(LabNode node, bool plugged, CancellationToken cancellationToken)
    {
        (await world.Root.RunAsync(["ip", "link", "set", node.UnderlayPort, plugged ? "up" : "down"], cancellationToken: cancellationToken)).EnsureSucceeded();
    }

    /// <summary>Plugs pods into the bridges of their nodes.</summary>
    public async Task ConnectPodsAsync(IReadOnlyCollection<PodAttachment> pods, CancellationToken cancellationToken)
    {
        await PrepareIPv6Async(pods.Select(pod => pod.Host), cancellationToken);
        await world.ConnectAsync([.. pods.Select(PodLink)], cancellationToken);
    }

    /// <summary>The host name of a node inside the world; pods have names of the same form, so the two cannot collide.</summary>
    public static string HostNameOfNode(string nodeName) => $"node/{nodeName}";

    /// <summary>The host name of a pod inside the world.</summary>
    public static string HostNameOfPod(string podNamespace, string podName) => $"pod/{podNamespace}/{podName}";

    private LabNode Describe(NodeOptions options, Host host)
        => new(options, nextNode++, host, plan) { UnderlayPort = $"port{Interlocked.Increment(ref interfaceNumber)}" };

    private async Task ConnectNodesAsync(IReadOnlyList<LabNode> nodes, CancellationToken cancellationToken, bool withClients = true)
    {
        var links = nodes.Select(node => UnderlayLink(node.Host, node.Addresses, node.UnderlayPort));
        if (withClients)
        {
            links = links.Concat(Clients.Select(client => UnderlayLink(client.Host, client.Addresses, $"port{Interlocked.Increment(ref interfaceNumber)}")));
        }

        await world.ConnectAsync([.. links], cancellationToken);
        await Task.WhenAll(nodes.Select(node => PrepareNodeAsync(node, cancellationToken)));
    }

    // Before a host has interfaces, for those that it will get. Without detection of duplicate addresses: as long as it goes on (a second), a
    // host does not even ask for its neighbours, and loses what it should forward. And without redirects: they would teach a pod the short
    // way to its neighbour, past the rules, and a node cannot be told not to send them.
    private async Task PrepareIPv6Async(IEnumerable<Host> hosts, CancellationToken cancellationToken)
    {
        if (plan.Find(Netfilter.IpFamily.IPv6) is not null)
        {
            await Task.WhenAll(
                from host in hosts
                from setting in (string[])["accept_dad", "accept_redirects", "router_solicitations"]
                select host.TrySetSysctlAsync($"net.ipv6.conf.default.{setting}", "0", cancellationToken));
        }
    }

    // Routes among the new nodes, and between them and those that are there already.
    private static Task ConnectRoutesAsync(IReadOnlyList<LabNode> nodes, IReadOnlyList<LabNode> others, CancellationToken cancellationToken)
    {
        var all = nodes.Concat(others).ToList();
        var batches = from node in all
                      let lines = (from target in nodes.Contains(node) ? all : nodes
                                   where target != node
                                   from line in RoutesTo(target)
                                   select line).ToList()
                      where lines.Count > 0
                      select node.Host.RunBatchAsync("ip", lines, cancellationToken);
        return Task.WhenAll(batches);
    }

    private static IEnumerable<string> RoutesTo(LabNode node) => node.PodCidrs.Zip(node.Addresses, (cidr, address) => $"route replace {cidr} via {address}");

    private static async Task PrepareNodeAsync(LabNode node, CancellationToken cancellationToken)
    {
        await node.Host.RunBatchAsync("ip", [.. BridgeLines(PodBridge, node.PodGateways.Zip(node.PodCidrs, (gateway, cidr) => (gateway, cidr.PrefixLength)))], cancellationToken);
        await node.Host.RequireSysctlAsync("net.ipv4.ip_forward", "1", "the node would forward no packet to its pods", cancellationToken);
        if (node.AddressOf(AddressFamily.InterNetworkV6) is not null)
        {
            await node.Host.RequireSysctlAsync("net.ipv6.conf.all.forwarding", "1", "the node would forward no IPv6 packet to its pods", cancellationToken);
        }

        foreach (string scope in (string[])["all", PodBridge])
        {
            // Packets between pods come in and leave through the same bridge. A redirect would teach the pods a short cut past the rules.
            await node.Host.TrySetSysctlAsync($"net.ipv4.conf.{scope}.send_redirects", "0", cancellationToken);
        }

        // A kernel refuses each peer six times at once and then once a second; what it does not say looks like a lost packet.
        await node.Host.TrySetSysctlAsync("net.ipv4.icmp_ratemask", "0", cancellationToken);
        await node.Host.TrySetSysctlAsync("net.ipv6.icmp.ratelimit", "0", cancellationToken);
        // Where br_netfilter is loaded it would show bridged frames to the rules a second time. (False where it is not loaded.)
        await node.Host.TrySetSysctlAsync("net.bridge.bridge-nf-call-iptables", "0", cancellationToken);
        await node.Host.TrySetSysctlAsync("net.bridge.bridge-nf-call-ip6tables", "0", cancellationToken);
        await node.Host.WriteFileAsync(ResolverFile.Path, ResolverFile.Text, cancellationToken);
    }

    private static async Task PrepareClientAsync(LabClient client, CancellationToken cancellationToken)
    {
        // Connections, not only addresses, are spread over the routes to a load balancer.
        await client.Host.TrySetSysctlAsync("net.ipv4.fib_multipath_hash_policy", "1", cancellationToken);
        await client.Host.TrySetSysctlAsync("net.ipv6.fib_multipath_hash_policy", "1", cancellationToken);
        await client.Host.WriteFileAsync(ResolverFile.Path, ResolverFile.Text, cancellationToken);
    }

    // A bridge without a hardware address of its own takes one of its ports', another one when ports come and go: then everybody's ARP
    // entry for the gateway is wrong, and packets vanish for most of a minute.
    private static IEnumerable<string> BridgeLines(string name, IEnumerable<(IPAddress Address, int PrefixLength)> addresses)
    {
        var all = addresses.ToList();
        yield return $"link add {name} address {HardwareAddress.Of(all[0].Address)} type bridge";
        foreach (var (address, prefixLength) in all)
        {
            string quick = address.AddressFamily == AddressFamily.InterNetworkV6 ? " nodad" : "";
            yield return $"address add {address}/{prefixLength} dev {name}{quick}";
        }

        yield return $"link set {name} up";
    }

    private LinkSpec UnderlayLink(Host host, ImmutableArray<IPAddress> addresses, string port)
        => new(
            new LinkEnd(world.Root.Name, port) { Bridge = UnderlayBridge },
            new LinkEnd(host.Name, Uplink)
            {
                HardwareAddress = HardwareAddress.Of(addresses[0]),
                Addresses = [.. addresses.Zip(plan.Ranges, (address, ranges) => $"{address}/{ranges.Underlay.PrefixLength}")],
                Routes = [.. plan.Ranges.Select(ranges => $"default via {ranges.Gateway}")],
            });

    private LinkSpec PodLink(PodAttachment pod)
        => new(
            new LinkEnd(pod.Node.Host.Name, $"veth{Interlocked.Increment(ref interfaceNumber)}") { Bridge = PodBridge },
            new LinkEnd(pod.Host.Name, Uplink)
            {
                Addresses = [.. pod.Addresses.Select(address => $"{address}/{address.FullLength()}")],
                HardwareAddress = HardwareAddress.Of(pod.Addresses[0]),
                Routes = [.. pod.Node.PodGateways.SelectMany(gateway => (string[])[$"{gateway} dev {Uplink} {(gateway.FullLength() == 32 ? "scope link" : "metric 1")}", $"default via {gateway} dev {Uplink}"])],
            });
}

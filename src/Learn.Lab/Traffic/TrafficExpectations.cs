using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn;

/// <summary>
/// Computes what requests should meet, by walking the rules that are in the kernels of the nodes that their packets come by.
/// </summary>
/// <param name="nodes">The nodes.</param>
/// <param name="pods">The pods.</param>
/// <param name="lookup">Looks names up as the source does.</param>
/// <param name="balancedTo">The nodes between which what clients send to an address is spread; null for an address that is not spread.</param>
internal sealed class TrafficExpectations(LabNodes nodes, PodRuntime pods, HostLookup lookup, Func<IPAddress, ImmutableArray<LabNode>?> balancedTo)
{
    private const int MostNamed = 3;

    /// <summary>The expectation for requests from a place; null if the rules have no say, or the name is not known there.</summary>
    public async Task<Expectation?> ForAsync(TrafficQuestion? question, TrafficSource source, CancellationToken cancellationToken)
    {
        // Which of several addresses a program takes is its own affair; the first of each family is what they all begin with.
        if (question is null
            || await lookup.FindAsync(source, question.Target, question.Family, cancellationToken) is not { Count: > 0 } addresses
            || addresses[0] is not { } destination
            || addresses.Skip(1).Any(other => other.AddressFamily == destination.AddressFamily)
            || FirstNodes(source, destination) is not { Length: > 0 } first)
        {
            return null;
        }

        if (await FollowAsync(question, source, destination, first, cancellationToken) is not { } journey)
        {
            return null;
        }

        return new Expectation(
            journey.Shares,
            journey.Undetermined,
            Words([.. journey.Visited]),
            question.Dependence ?? Memory(journey),
            journey.Sources);
    }

    /// <summary>What the nodes do to the first packet of such a connection, one after the other.</summary>
    /// <param name="question">What is sent.</param>
    /// <param name="target">The target as it was written.</param>
    /// <param name="source">Where it is sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">The name is not known there, or the packet meets no node.</exception>
    public async Task<LabWalk> WalkAsync(TrafficQuestion question, string target, TrafficSource source, CancellationToken cancellationToken)
    {
        var addresses = await lookup.FindAsync(source, question.Target, question.Family, cancellationToken);
        if (addresses is not [var destination, ..])
        {
            throw new LabException($"{source.Name} does not know the name \"{question.Target}\". {(source.Namespace is null
                ? "Outside Pods cluster names mean nothing: walk to an address, or from a Pod."
                : "Is there a Service of that name in its namespace? Otherwise write NAME.NAMESPACE.")}");
        }

        var first = FirstNodes(source, destination);
        if (first.IsEmpty || await FollowAsync(question, source, destination, first, cancellationToken) is not { Walks: [var begin, ..] } journey)
        {
            throw new LabException($"A packet from {source.Name} to {destination} meets no node: {source.Name} is outside the cluster, and {destination} is neither an address of a node nor one that is spread over nodes.");
        }

        var readings = journey.Walks.Select(walk => walk.Rules).Distinct().ToDictionary(rules => rules, rules => new Lazy<RulesetReading>(() => RulesetReading.Of(rules)));
        var names = Names();
        return new LabWalk(
            source.Name,
            target,
            begin.Walk.Packet,
            [.. journey.Walks.Select(walk => new NodeWalk(walk.Node, walk.Probability, walk.Walk, readings[walk.Rules], names))],
            [.. journey.Shares.GroupBy(share => share.Outcome).Select(group => new ExpectedShare(group.Key, group.Sum(share => share.Probability)))],
            journey.Undetermined)
        {
            Dependence = Memory(journey),
        };
    }

    private static string? Memory(PacketJourney journey)
        => journey.RemembersClients ? "session affinity sends a client back to the pod it had before" : null;

    private Dictionary<IPAddress, string> Names()
    {
        var names = new Dictionary<IPAddress, string>();
        foreach (var node in nodes.All)
        {
            foreach (var address in node.Addresses.Concat(node.PodGateways))
            {
                names.TryAdd(address, node.Name);
            }
        }

        foreach (var pod in pods.Running.Where(pod => !pod.UsesHostNetwork))
        {
            foreach (var address in pod.Addresses)
            {
                names[address] = $"pod {pod.DisplayName} on {pod.Node.Name}";
            }
        }

        return names;
    }

    /// <summary>Follows the first packet of a connection through the nodes; null if the source has no address of the family.</summary>
    private async Task<PacketJourney?> FollowAsync(
        TrafficQuestion question, TrafficSource source, IPAddress destination, ImmutableArray<LabNode> first, CancellationToken cancellationToken)
    {
        var rules = new Dictionary<string, Ruleset>();
        var journey = new PacketJourney([.. nodes.All.Select(JourneyNode.Of)], [.. pods.Running.Select(JourneyPod.Of)], ReadAsync);
        foreach (var node in first)
        {
            if (PacketAt(node, source, destination, question) is not { } packet)
            {
                return null;
            }

            await journey.FollowAsync(packet, JourneyNode.Of(node), 1.0 / first.Length);
        }

        return journey;

        async Task<Ruleset> ReadAsync(JourneyNode node)
        {
            if (!rules.TryGetValue(node.Name, out var known))
            {
                var family = destination.AddressFamily == AddressFamily.InterNetwork ? IpFamily.IPv4 : IpFamily.IPv6;
                var save = await nodes.Get(node.Name).Host.Iptables(destination.AddressFamily).SaveAsync(cancellationToken: cancellationToken);
                known = rules[node.Name] = RulesetParser.Parse(save.Span, family);
            }

            return known;
        }
    }

    // Pods and nodes meet the rules of their own node. What a client sends meets those of the node that it is sent to, or of one of those
    // between which its routes spread the connections.
    private ImmutableArray<LabNode> FirstNodes(TrafficSource source, IPAddress destination)
        => source.Node is { } own ? [own]
            : nodes.FindByAddress(destination) is { } addressed ? [addressed]
            : balancedTo(destination) is { } balanced ? balanced
            : [];

    private static Packet? PacketAt(LabNode node, TrafficSource source, IPAddress destination, TrafficQuestion question)
    {
        var from = source.IsNode
            ? node.SourceTowards(destination)
            : source.Addresses.FirstOrDefault(address => address.AddressFamily == destination.AddressFamily);
        return from is null ? null : new Packet
        {
            Source = from,
            Destination = destination,
            Protocol = question.Protocol,
            DestinationPort = (ushort)question.Port,
            FromLocalProcess = source.IsNode,
            InInterface = source.IsNode ? null : source.Node is null ? LabNetwork.Uplink : LabNetwork.PodBridge,
        };
    }

    private static string Words(IReadOnlyList<string> visited)
        => visited.Count switch
        {
            0 => "the rules",
            1 => $"the rules of {visited[0]}",
            <= MostNamed => $"the rules of {string.Join(", ", visited.SkipLast(1))} and {visited[^1]}",
            _ => $"the rules of {visited.Count} nodes",
        };
}

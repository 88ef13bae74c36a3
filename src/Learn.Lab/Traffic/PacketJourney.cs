using System.Net;
using System.Net.Sockets;
using Learn.Netfilter;

namespace Learn;

/// <summary>
/// Follows the first packet of a connection from node to node: through the rules of the first that it meets, and, where they send it to
/// a pod elsewhere, through the rules of that pod's node, with the source that it carries by then.
/// </summary>
/// <param name="nodes">The nodes.</param>
/// <param name="pods">The pods that run.</param>
/// <param name="rulesOf">The rules of a node, in the family of the packet.</param>
internal sealed class PacketJourney(IReadOnlyCollection<JourneyNode> nodes, IReadOnlyCollection<JourneyPod> pods, Func<JourneyNode, Task<Ruleset>> rulesOf)
{
    // A packet that the rules of several nodes send on and on is a mistake in the rules.
    private const int MostNodes = 8;

    private readonly List<ExpectedShare> shares = [];
    private readonly List<ExpectedSource> sources = [];
    private readonly HashSet<string> visited = [];
    private readonly List<JourneyWalk> walks = [];

    /// <summary>Where connections end.</summary>
    public IReadOnlyList<ExpectedShare> Shares => shares;

    /// <summary>Which source addresses the pods see.</summary>
    public IReadOnlyList<ExpectedSource> Sources => sources;

    /// <summary>Probability, 0–1, of ends that the rules do not tell.</summary>
    public double Undetermined { get; private set; }

    /// <summary>Whether some way led past a list of clients seen recently: session affinity.</summary>
    public bool RemembersClients { get; private set; }

    /// <summary>The nodes whose rules had a say, in the order in which they were met.</summary>
    public IEnumerable<string> Visited => visited;

    /// <summary>What the rules of each node did, in the order in which they were met.</summary>
    public IReadOnlyList<JourneyWalk> Walks => walks;

    /// <summary>Follows a packet.</summary>
    /// <param name="packet">The packet, as it meets the node.</param>
    /// <param name="node">The node.</param>
    /// <param name="probability">How probable it is that it meets this node, 0–1.</param>
    public Task FollowAsync(Packet packet, JourneyNode node, double probability) => FollowAsync(packet, node, probability, depth: 1);

    private async Task FollowAsync(Packet packet, JourneyNode node, double probability, int depth)
    {
        if (depth > MostNodes)
        {
            Undetermined += probability;
            return;
        }

        visited.Add(node.Name);
        var rules = await rulesOf(node);
        var walk = PacketWalk.Walk(rules, packet, new WalkOptions { LocalAddresses = node.LocalAddresses });
        walks.Add(new JourneyWalk(node.Name, rules, probability, walk));
        if (!walk.IsCertain)
        {
            Undetermined += probability;
            return;
        }

        foreach (var outcome in walk.Outcomes)
        {
            RemembersClients |= !outcome.RecentLists.IsEmpty;
            double share = probability * outcome.Probability;
            switch (outcome.Verdict)
            {
                case WalkVerdict.Rejected:
                    shares.Add(new ExpectedShare(TrafficOutcome.Refused, share));
                    break;
                case WalkVerdict.Dropped:
                    shares.Add(new ExpectedShare(TrafficOutcome.Dropped, share));
                    break;
                default:
                    await GoOnAsync(outcome, node, share, depth);
                    break;
            }
        }
    }

    private async Task GoOnAsync(WalkOutcome outcome, JourneyNode node, double share, int depth)
    {
        var packet = outcome.Packet;
        var pod = pods.FirstOrDefault(candidate => candidate.Addresses.Contains(packet.Destination) && IsAt(candidate, packet))
            ?? pods.FirstOrDefault(candidate => candidate.Addresses.Contains(packet.Destination) && !candidate.UsesHostNetwork);
        var next = pod is not null ? nodes.FirstOrDefault(candidate => candidate.Name == pod.Node)
            : outcome.IsForThisHost ? node
            : nodes.FirstOrDefault(candidate => candidate.LocalAddresses.Contains(packet.Destination));
        if (next is null)
        {
            // Nobody has the address, and no answer comes.
            shares.Add(new ExpectedShare(TrafficOutcome.Dropped, share));
            return;
        }

        if (next.Name == node.Name)
        {
            Arrive(outcome, node, pod is not null && IsAt(pod, packet) ? pod : null, share);
        }
        else if (!next.IsReachable || !node.IsReachable)
        {
            shares.Add(new ExpectedShare(TrafficOutcome.Dropped, share));
        }
        else
        {
            var onTheWire = new Packet
            {
                Source = SourceOf(outcome, node, towardsOwnPod: false),
                Destination = packet.Destination,
                Protocol = packet.Protocol,
                SourcePort = packet.SourcePort,
                DestinationPort = packet.DestinationPort,
                InInterface = LabNetwork.Uplink,
            };
            await FollowAsync(onTheWire, next, share, depth + 1);
        }
    }

    private static bool IsAt(JourneyPod pod, Packet packet) => pod.Ports.Contains((packet.Protocol, packet.DestinationPort));

    private void Arrive(WalkOutcome outcome, JourneyNode node, JourneyPod? pod, double share)
    {
        if (pod is null)
        {
            // Somebody has the address, but nobody listens there.
            shares.Add(new ExpectedShare(TrafficOutcome.Refused, share));
            return;
        }

        var answered = TrafficOutcome.AnsweredBy(pod.Name);
        shares.Add(new ExpectedShare(answered, share));
        sources.Add(new ExpectedSource(answered, SourceOf(outcome, node, towardsOwnPod: !outcome.IsForThisHost), share));
    }

    private static IPAddress SourceOf(WalkOutcome outcome, JourneyNode node, bool towardsOwnPod)
    {
        AddressFamily family = outcome.Packet.Source.AddressFamily;
        return outcome.IsMasqueraded && !outcome.IsForThisHost && node.Masquerade(family, towardsOwnPod) is { } masqueraded ? masqueraded
            : outcome.IsMasqueraded && outcome.IsForThisHost ? outcome.Packet.Destination
            : outcome.SourceTranslatedTo?.FirstAddress ?? outcome.Packet.Source;
    }
}

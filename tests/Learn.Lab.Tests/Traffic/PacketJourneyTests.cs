using System.Net;
using Learn.Netfilter;

namespace Learn.Tests.Traffic;

/// <summary>Two nodes with a pod each and hand-written rules in kube-proxy's manner: a Service 10.96.0.10:80 with both pods.</summary>
public sealed class PacketJourneyTests
{
    private const string MasqueradeOutside = "-A KUBE-SERVICES ! -s 10.244.0.0/16 -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j MARK --set-xmark 0x4000/0x4000\n";

    private static readonly JourneyNode One = new("node-1", [IPAddress.Parse("172.18.0.2")], [IPAddress.Parse("10.244.0.1")]);
    private static readonly JourneyNode Two = new("node-2", [IPAddress.Parse("172.18.0.3")], [IPAddress.Parse("10.244.1.1")]);
    private static readonly JourneyPod Near = new("near", "node-1", [IPAddress.Parse("10.244.0.5")], false, [(IpProtocol.Tcp, 8080)]);
    private static readonly JourneyPod Far = new("far", "node-2", [IPAddress.Parse("10.244.1.5")], false, [(IpProtocol.Tcp, 8080)]);

    [Fact]
    public async Task From_a_pod_both_are_reached_with_its_own_address()
    {
        var journey = await FollowAsync(From("10.244.0.9", LabNetwork.PodBridge), One);

        Assert.Equal([("far", 0.5), ("near", 0.5)], Shares(journey));
        Assert.All(journey.Sources, s => Assert.Equal("10.244.0.9", s.Address.ToString()));
        Assert.Equal(["node-1", "node-2"], journey.Visited.Order(StringComparer.Ordinal));
        Assert.Equal(0, journey.Undetermined);
    }

    [Fact]
    public async Task Masqueraded_on_its_first_node_a_packet_carries_that_nodes_address_to_the_second()
    {
        var journey = await FollowAsync(From("172.18.100.1", LabNetwork.Uplink), One);

        Assert.Equal([("far", "172.18.0.2"), ("near", "10.244.0.1")], Sources(journey));
    }

    [Fact]
    public async Task The_second_node_has_a_say_too()
    {
        var journey = await FollowAsync(From("10.244.0.9", LabNetwork.PodBridge), One, filterOfTwo: "-A FORWARD -s 10.244.0.9/32 -i eth0 -j DROP\n");

        Assert.Equal([("(no answer)", 0.5), ("near", 0.5)], Shares(journey));
    }

    [Fact]
    public async Task What_nobody_has_or_listens_to_is_told_apart()
    {
        var packet = From("10.244.0.9", LabNetwork.PodBridge);

        Assert.Equal([("(refused)", 1.0)], Shares(await FollowAsync(packet with { Destination = Far.Addresses[0], DestinationPort = 81 }, One)));
        Assert.Equal([("(refused)", 1.0)], Shares(await FollowAsync(packet with { Destination = Two.Addresses[0], DestinationPort = 81 }, One)));
        Assert.Equal([("(no answer)", 1.0)], Shares(await FollowAsync(packet with { Destination = IPAddress.Parse("10.96.0.99") }, One)));
        Assert.Equal([("(no answer)", 0.5), ("near", 0.5)], Shares(await FollowAsync(packet, One, two: Two with { IsReachable = false })));
    }

    private static Packet From(string source, string interfaceName) => new()
    {
        Source = IPAddress.Parse(source),
        Destination = IPAddress.Parse("10.96.0.10"),
        DestinationPort = 80,
        InInterface = interfaceName,
    };

    private static async Task<PacketJourney> FollowAsync(Packet packet, JourneyNode first, string filterOfTwo = "", JourneyNode? two = null)
    {
        var journey = new PacketJourney([One, two ?? Two], [Near, Far], node => Task.FromResult(Rules(node.Name == "node-2" ? filterOfTwo : "")));
        await journey.FollowAsync(packet, first, 1);
        return journey;
    }

    private static Ruleset Rules(string filter) => RulesetParser.Parse(
        "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n" + filter + "COMMIT\n"
        + "*nat\n:PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n:KUBE-SERVICES - [0:0]\n"
        + "-A PREROUTING -j KUBE-SERVICES\n-A OUTPUT -j KUBE-SERVICES\n-A POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE\n"
        + MasqueradeOutside
        + "-A KUBE-SERVICES -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -m statistic --mode random --probability 0.50000000000 -j DNAT --to-destination 10.244.0.5:8080\n"
        + "-A KUBE-SERVICES -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j DNAT --to-destination 10.244.1.5:8080\nCOMMIT\n",
        IpFamily.IPv4);

    private static IEnumerable<(string End, double Share)> Shares(PacketJourney journey)
        => journey.Shares.GroupBy(s => s.Outcome.ToString()).Select(g => (g.Key, Math.Round(g.Sum(s => s.Probability), 9))).Order();

    private static IEnumerable<(string End, string Source)> Sources(PacketJourney journey)
        => journey.Sources.Select(s => (s.Outcome.ToString(), s.Address.ToString())).Order();
}

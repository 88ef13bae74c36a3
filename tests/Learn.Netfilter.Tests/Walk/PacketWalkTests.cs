using System.Net;

namespace Learn.Netfilter.Tests;

/// <summary>Single ways through small rulesets.</summary>
public sealed class PacketWalkTests
{
    // One Service, 10.96.0.1:80 and node port 30080, with two endpoints, as kube-proxy writes it; pods have 10.244.0.0/16.
    private const string Service = """
        *filter
        :INPUT ACCEPT [0:0]
        :FORWARD ACCEPT [0:0]
        :OUTPUT ACCEPT [0:0]
        :KUBE-FIREWALL - [0:0]
        :KUBE-FORWARD - [0:0]
        :KUBE-SERVICES - [0:0]
        -A INPUT -j KUBE-FIREWALL
        -A FORWARD -j KUBE-FORWARD
        -A FORWARD -m conntrack --ctstate NEW -j KUBE-SERVICES
        -A OUTPUT -j KUBE-FIREWALL
        -A KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
        -A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
        -A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT
        -A KUBE-SERVICES -d 10.96.0.2/32 -p tcp -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable
        -A KUBE-SERVICES -d 10.96.0.3/32 -p tcp -m tcp --dport 80 -j DROP
        COMMIT
        *nat
        :PREROUTING ACCEPT [0:0]
        :INPUT ACCEPT [0:0]
        :OUTPUT ACCEPT [0:0]
        :POSTROUTING ACCEPT [0:0]
        :KUBE-EXT-A - [0:0]
        :KUBE-MARK-MASQ - [0:0]
        :KUBE-NODEPORTS - [0:0]
        :KUBE-POSTROUTING - [0:0]
        :KUBE-SEP-A - [0:0]
        :KUBE-SEP-B - [0:0]
        :KUBE-SERVICES - [0:0]
        :KUBE-SVC-A - [0:0]
        -A PREROUTING -j KUBE-SERVICES
        -A OUTPUT -j KUBE-SERVICES
        -A POSTROUTING -j KUBE-POSTROUTING
        -A KUBE-EXT-A -j KUBE-MARK-MASQ
        -A KUBE-EXT-A -j KUBE-SVC-A
        -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
        -A KUBE-NODEPORTS -p tcp -m tcp --dport 30080 -j KUBE-EXT-A
        -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
        -A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
        -A KUBE-POSTROUTING -j MASQUERADE --random-fully
        -A KUBE-SEP-A -s 10.244.1.1/32 -j KUBE-MARK-MASQ
        -A KUBE-SEP-A -p tcp -m recent --set --name KUBE-SEP-A --mask 255.255.255.255 --rsource -m tcp -j DNAT --to-destination 10.244.1.1:8080
        -A KUBE-SEP-B -s 10.244.1.2/32 -j KUBE-MARK-MASQ
        -A KUBE-SEP-B -p tcp -m recent --set --name KUBE-SEP-B --mask 255.255.255.255 --rsource -m tcp -j DNAT --to-destination 10.244.1.2:8080
        -A KUBE-SERVICES -d 10.96.0.1/32 -p tcp -m tcp --dport 80 -j KUBE-SVC-A
        -A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
        -A KUBE-SVC-A ! -s 10.244.0.0/16 -d 10.96.0.1/32 -p tcp -m tcp --dport 80 -j KUBE-MARK-MASQ
        -A KUBE-SVC-A -m recent --rcheck --seconds 600 --reap --name KUBE-SEP-A --mask 255.255.255.255 --rsource -j KUBE-SEP-A
        -A KUBE-SVC-A -m recent --rcheck --seconds 600 --reap --name KUBE-SEP-B --mask 255.255.255.255 --rsource -j KUBE-SEP-B
        -A KUBE-SVC-A -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-A
        -A KUBE-SVC-A -j KUBE-SEP-B
        COMMIT
        """;

    private static readonly WalkOptions Node = new() { LocalAddresses = [IPAddress.Parse("172.18.0.2")] };

    [Theory]
    [InlineData("10.244.1.9", "10.96.0.1", 80, "50 %: to 10.244.1.1:8080; 50 %: to 10.244.1.2:8080")]
    [InlineData("172.18.0.9", "10.96.0.1", 80, "50 %: to 10.244.1.1:8080, masqueraded; 50 %: to 10.244.1.2:8080, masqueraded")]
    [InlineData("10.244.1.1", "10.96.0.1", 80, "50 %: to 10.244.1.1:8080, masqueraded; 50 %: to 10.244.1.2:8080")]
    [InlineData("172.18.0.9", "172.18.0.2", 30080, "50 %: to 10.244.1.1:8080, masqueraded; 50 %: to 10.244.1.2:8080, masqueraded")]
    [InlineData("172.18.0.9", "172.18.0.2", 22, "100 %: to 172.18.0.2:22")]
    [InlineData("10.244.1.9", "10.96.0.1", 81, "100 %: to 10.96.0.1:81")]
    [InlineData("10.244.1.9", "10.96.0.2", 80, "100 %: rejected")]
    [InlineData("10.244.1.9", "10.96.0.3", 80, "100 %: dropped")]
    [InlineData("172.18.0.9", "127.0.0.1", 22, "100 %: dropped")]
    public void A_packet_from_outside_ends(string source, string destination, int port, string expected) =>
        Assert.Equal(expected, Outcomes(Service, Packet(source, destination, port), Node));

    [Theory]
    [InlineData("172.18.0.2", "10.96.0.1", 80, "50 %: to 10.244.1.1:8080, masqueraded; 50 %: to 10.244.1.2:8080, masqueraded")]
    [InlineData("127.0.0.1", "127.0.0.1", 30080, "50 %: to 10.244.1.1:8080, masqueraded; 50 %: to 10.244.1.2:8080, masqueraded")]
    [InlineData("127.0.0.1", "127.0.0.1", 22, "100 %: to 127.0.0.1:22")]
    public void A_packet_of_a_local_process_ends(string source, string destination, int port, string expected) =>
        Assert.Equal(expected, Outcomes(Service, Packet(source, destination, port) with { FromLocalProcess = true }, Node));

    [Fact]
    public void A_client_that_is_remembered_gets_its_endpoint_again()
    {
        var client = IPAddress.Parse("10.244.1.9");
        TimeSpan? LastSeen(string list, IPAddress address) =>
            list == "KUBE-SEP-B" && address.Equals(client) ? TimeSpan.FromSeconds(600) : null;
        var packet = Packet("10.244.1.9", "10.96.0.1", 80);
        Assert.Equal("100 %: to 10.244.1.2:8080", Outcomes(Service, packet, Node with { LastSeen = LastSeen }));
        Assert.Equal(
            "50 %: to 10.244.1.1:8080; 50 %: to 10.244.1.2:8080",
            Outcomes(Service, packet, Node with { LastSeen = (list, address) => LastSeen(list, address) + TimeSpan.FromSeconds(1) }));
        Assert.Equal(["KUBE-SEP-A"], Walk(Service, packet, Node).Outcomes[0].RecentLists);
    }

    [Fact]
    public void The_steps_tell_the_way()
    {
        var outcome = Walk(Service, Packet("172.18.0.9", "10.96.0.1", 80), Node).Outcomes[1];
        Assert.Equal(
            [
                "Prerouting nat PREROUTING 1", "Prerouting nat KUBE-SERVICES 1", "Prerouting nat KUBE-SVC-A 1", "Prerouting nat KUBE-MARK-MASQ 1",
                "Prerouting nat KUBE-SVC-A 5", "Prerouting nat KUBE-SEP-B 2", "Forward filter FORWARD 1", "Forward filter KUBE-FORWARD 2",
                "Postrouting nat POSTROUTING 1", "Postrouting nat KUBE-POSTROUTING 2", "Postrouting nat KUBE-POSTROUTING 3",
            ],
            outcome.Steps.Select(step => $"{step.Hook} {step.Table} {step.Chain} {step.Number}"));
    }

    [Fact]
    public void The_tree_contains_the_way_to_each_end_and_no_other()
    {
        var result = Walk(Service, Packet("172.18.0.9", "10.96.0.1", 80), Node);
        foreach (var outcome in result.Outcomes)
        {
            (string Table, string Chain, int Number)[] way = [.. outcome.Steps.Select(step => (step.Table, step.Chain, step.Number))];
            Assert.True(result.Tree!.Contains(way));
            Assert.False(result.Tree.Contains(way[1..]));
            Assert.False(result.Tree.Contains([.. way, ("nat", "KUBE-POSTROUTING", 9)]));
        }
    }

    [Fact]
    public void A_packet_of_a_known_connection_is_not_translated() => Assert.Equal(
        "100 %: to 10.244.1.1:8080",
        Outcomes(Service, Packet("172.18.0.9", "10.244.1.1", 8080) with { State = ConntrackStates.Established }, Node));

    [Fact]
    public void What_is_not_understood_makes_both_ends_possible()
    {
        const string Rules = "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m physdev --physdev-is-bridged -j DROP\nCOMMIT\n";
        var result = Walk(Rules, Packet("172.18.0.9", "172.18.0.2", 80), Node);
        Assert.False(result.IsCertain);
        Assert.Equal(["100 %: maybe dropped", "100 %: maybe to 172.18.0.2:80"], result.Outcomes.Select(outcome => outcome.ToString()));
        Assert.Equal([true, false], result.Outcomes.Select(outcome => outcome.Assumptions[0].Matched));
    }

    [Fact]
    public void What_is_not_understood_does_not_matter_if_something_else_decides()
    {
        const string Rules = "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p udp -m physdev --physdev-is-bridged -j DROP\nCOMMIT\n";
        Assert.Equal("100 %: to 172.18.0.2:80", Outcomes(Rules, Packet("172.18.0.9", "172.18.0.2", 80), Node));
    }

    [Theory]
    [InlineData("-A INPUT -g A\n-A INPUT -j DROP\n-A A -j RETURN", "to")]
    [InlineData("-A INPUT -j A\n-A INPUT -j DROP\n-A A -j RETURN\n-A A -j ACCEPT", "dropped")]
    [InlineData("-A INPUT -j A\n-A INPUT -j DROP\n-A A -g B\n-A A -j ACCEPT\n-A B -m comment --comment x", "dropped")]
    [InlineData("-A INPUT -j RETURN\n-A INPUT -j DROP", "to")]
    [InlineData("-A INPUT -j LOG\n-A INPUT -j TRACE\n-A INPUT\n-A INPUT -j DROP", "dropped")]
    [InlineData("-A INPUT -i eth+ -j DROP", "dropped")]
    [InlineData("-A INPUT ! -i eth0 -j DROP", "to")]
    [InlineData("-A INPUT -p udp -j DROP", "to")]
    [InlineData("-A INPUT -p all -j DROP", "dropped")]
    [InlineData("-A INPUT -p tcp -m multiport --dports 22,80:90 -j DROP", "dropped")]
    [InlineData("-A INPUT -p tcp -m multiport ! --ports 22,80:90 -j DROP", "to")]
    [InlineData("-A INPUT -p tcp -m tcp ! --dport 81 -j DROP", "dropped")]
    [InlineData("-A INPUT -j MARK --set-xmark 0x1/0x1\n-A INPUT -m mark --mark 0x1/0x3 -j DROP", "dropped")]
    [InlineData("-A INPUT -j CONNMARK --set-xmark 0x1/0xffffffff\n-A INPUT -m connmark --mark 0x1 -j DROP", "dropped")]
    [InlineData("-A INPUT -m addrtype --src-type UNICAST --dst-type LOCAL -j DROP", "dropped")]
    [InlineData("-A INPUT -m addrtype ! --dst-type LOCAL -j DROP", "to")]
    [InlineData("-A INPUT -m statistic --mode random --probability 1.00000000000 -j DROP", "dropped")]
    [InlineData("-A INPUT -m statistic --mode random --probability 0.00000000000 -j DROP", "to")]
    [InlineData("-A INPUT -j A\n-A A -j B\n-A B -j A", "maybe")]
    public void A_rule_of_each_kind_is_followed(string rules, string expected)
    {
        string text = $"*filter\n:INPUT ACCEPT [0:0]\n:A - [0:0]\n:B - [0:0]\n{rules}\nCOMMIT\n";
        var packet = Packet("172.18.0.9", "172.18.0.2", 80) with { InInterface = "eth0" };
        Assert.StartsWith($"100 %: {expected}", Outcomes(text, packet, Node), StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_decides_what_no_rule_decided() => Assert.Equal(
        "100 %: dropped",
        Outcomes("*filter\n:FORWARD DROP [0:0]\nCOMMIT\n", Packet("172.18.0.9", "10.244.1.1", 80), Node));

    private static string Outcomes(string rules, Packet packet, WalkOptions options) =>
        string.Join("; ", Walk(rules, packet, options).Outcomes);

    private static WalkResult Walk(string rules, Packet packet, WalkOptions options) =>
        PacketWalk.Walk(RulesetParser.Parse(rules, IpFamily.IPv4), packet, options);

    private static Packet Packet(string source, string destination, int port) => new()
    {
        Source = IPAddress.Parse(source),
        Destination = IPAddress.Parse(destination),
        DestinationPort = (ushort)port,
        InInterface = "veth1",
    };
}

using System.Net;

namespace Learn.Netfilter.Tests;

/// <summary>What the kernel does besides matching rules, and matches without a type of their own.</summary>
public sealed class WalkKernelTests
{
    private static readonly WalkOptions Node = new() { LocalAddresses = [IPAddress.Parse("172.18.0.2")] };

    [Theory]
    [InlineData("-p tcp -m tcp --syn", "dropped")]
    [InlineData("-p tcp -m tcp ! --syn", "to")]
    [InlineData("-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN", "dropped")]
    [InlineData("-p tcp -m tcp --tcp-flags SYN,RST SYN", "dropped")]
    [InlineData("-p tcp -m tcp --tcp-flags FIN,RST NONE", "dropped")]
    [InlineData("-p tcp -m tcp --tcp-flags ALL NONE", "to")]
    [InlineData("-p tcp -m tcp --dport 81 --tcp-flags SYN,RST SYN", "to")]
    [InlineData("-p icmp -m icmp --icmp-type 8", "to")]
    [InlineData("-m iprange --src-range 172.18.0.1-172.18.0.9", "dropped")]
    [InlineData("-m iprange ! --src-range 172.18.0.1-172.18.0.9", "to")]
    [InlineData("-m iprange --dst-range 172.18.0.3-172.18.0.9", "to")]
    [InlineData("-m conntrack --ctorigdst 172.18.0.2/32 --ctorigdstport 80", "dropped")]
    [InlineData("-m conntrack --ctdir REPLY", "to")]
    [InlineData("-m state --state NEW", "dropped")]
    [InlineData("-m state --state INVALID", "to")]
    [InlineData("-m owner --uid-owner 0", "to")]
    [InlineData("-i lo", "to")]
    [InlineData("-o eth0", "to")]
    [InlineData("-m limit --limit 5/min", "maybe")]
    [InlineData("-m mac --mac-source 00:00:00:00:00:01", "maybe")]
    [InlineData("-p tcp -m tcp --dport 80 --tcp-option 5", "maybe")]
    [InlineData("-m set --match-set blocked src", "maybe")]
    [InlineData("-m recent --rcheck --name L --rsource", "to")]
    public void A_match_at_INPUT(string match, string expected) =>
        Assert.StartsWith($"100 %: {expected}", Ends($"*filter\n:INPUT ACCEPT [0:0]\n-A INPUT {match} -j DROP\nCOMMIT\n", Outside()), StringComparison.Ordinal);

    [Theory]
    [InlineData("NFLOG --nflog-group 1", "100 %: dropped")]
    [InlineData("CT --helper ftp", "100 %: dropped")]
    [InlineData("NFQUEUE --queue-num 1", "100 %: maybe dropped; 100 %: maybe not known: what target NFQUEUE does is not known")]
    [InlineData("ACCEPT", "100 %: to 172.18.0.2:80")]
    public void A_target_without_a_type_goes_on_or_is_not_known(string target, string expected) =>
        Assert.Equal(expected, Ends($"*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j {target}\n-A INPUT -j DROP\nCOMMIT\n", Outside()));

    [Fact]
    public void What_is_not_tracked_is_not_translated() => Assert.Equal(
        "100 %: to 172.18.0.2:80",
        Ends(
            """
            *raw
            :PREROUTING ACCEPT [0:0]
            -A PREROUTING -p tcp -m tcp --dport 80 -j CT --notrack
            COMMIT
            *nat
            :PREROUTING ACCEPT [0:0]
            -A PREROUTING -j DNAT --to-destination 10.0.0.1:80
            COMMIT
            *filter
            :INPUT ACCEPT [0:0]
            -A INPUT -m conntrack ! --ctstate UNTRACKED -j DROP
            COMMIT
            """,
            Outside()));

    [Fact]
    public void A_redirected_packet_is_for_this_host()
    {
        const string Rules = "*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp -j REDIRECT --to-ports 8080\nCOMMIT\n"
            + "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\nCOMMIT\n";
        var packet = Outside() with { Destination = IPAddress.Parse("10.9.9.9") };
        Assert.Equal("100 %: to 172.18.0.2:8080", Ends(Rules, packet));
    }

    [Fact]
    public void The_nat_table_is_asked_at_INPUT_for_the_source() => Assert.Equal(
        "100 %: to 172.18.0.2:80, from 10.0.0.9",
        Ends("*nat\n:INPUT ACCEPT [0:0]\n-A INPUT -j SNAT --to-source 10.0.0.9\nCOMMIT\n", Outside()));

    [Fact]
    public void A_process_that_talks_to_its_own_host_uses_the_loopback_interface() => Assert.Equal(
        "100 %: to 172.18.0.2:80",
        Ends(
            "*filter\n:INPUT DROP [0:0]\n:OUTPUT DROP [0:0]\n-A INPUT -i lo -j ACCEPT\n-A OUTPUT -o lo -j ACCEPT\nCOMMIT\n",
            Outside() with { FromLocalProcess = true, InInterface = null }));

    [Fact]
    public void Connection_tracking_translates_known_connections_without_rules()
    {
        var options = Node with { Translation = new(IPEndPoint.Parse("10.244.0.5:8080"), IPEndPoint.Parse("172.18.0.2:1234")) };
        var packet = Outside() with { State = ConntrackStates.Established };
        const string Rules = "*nat\n:PREROUTING ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n-A PREROUTING -j DNAT --to-destination 10.0.0.1:80\nCOMMIT\n";
        Assert.Equal("100 %: to 10.244.0.5:8080, from 172.18.0.2:1234", Ends(Rules, packet, options));
        Assert.Equal("100 %: to 172.18.0.2:80", Ends(Rules, packet));
    }

    [Fact]
    public void A_packet_is_remembered_by_the_list_it_was_put_on() => Assert.Equal(
        "100 %: dropped",
        Ends(
            "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m recent --set --name L --rsource\n-A INPUT -m recent --rcheck --name L --rsource -j DROP\nCOMMIT\n",
            Outside()));

    [Fact]
    public void The_nth_packet_is_a_share() => Assert.Equal(
        "33.33 %: dropped; 66.67 %: to 172.18.0.2:80",
        Ends("*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m statistic --mode nth --every 3 --packet 0 -j DROP\nCOMMIT\n", Outside()));

    [Fact]
    public void Bounds_are_given_where_chance_and_doubt_meet() => Assert.Equal(
        "50 to 100 %: maybe dropped; 50 %: maybe to 172.18.0.2:80",
        Ends(
            "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m statistic --mode random --probability 0.5 -j DROP\n-A INPUT -m foo -j DROP\nCOMMIT\n",
            Outside()));

    private static string Ends(string rules, Packet packet, WalkOptions? options = null) =>
        string.Join("; ", PacketWalk.Walk(RulesetParser.Parse(rules, IpFamily.IPv4), packet, options ?? Node).Outcomes);

    private static Packet Outside() => new()
    {
        Source = IPAddress.Parse("172.18.0.9"),
        Destination = IPAddress.Parse("172.18.0.2"),
        DestinationPort = 80,
        InInterface = "eth0",
    };
}

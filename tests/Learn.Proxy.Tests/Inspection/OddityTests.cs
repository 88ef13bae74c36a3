namespace Learn.Proxy.Tests;

/// <summary>Dumps with something wrong about them, and what is said then.</summary>
public sealed class OddityTests
{
    private static readonly string s_sound = LayoutDump.Of(30);

    [Theory]
    [InlineData("-A PREROUTING -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES\n", "", OddityLevel.Problem, "nat PREROUTING has no jump to KUBE-SERVICES")]
    [InlineData("-A POSTROUTING -m comment --comment \"kubernetes postrouting rules\" -j KUBE-POSTROUTING\n", "", OddityLevel.Problem, "nat POSTROUTING has no jump")]
    [InlineData("-A FORWARD -m comment --comment \"kubernetes forwarding rules\" -j KUBE-FORWARD\n", "", OddityLevel.Warning, "filter FORWARD has no jump to KUBE-FORWARD")]
    [InlineData("-A OUTPUT -j KUBE-FIREWALL\n", "-A OUTPUT -j KUBE-FIREWALL\n-A OUTPUT -j KUBE-FIREWALL\n", OddityLevel.Note, "filter OUTPUT jumps to KUBE-FIREWALL 2 times")]
    [InlineData("-A PREROUTING -m", "-A PREROUTING -p tcp -m tcp --dport 80 -j REDIRECT --to-ports 9999\n-A PREROUTING -m", OddityLevel.Warning, "Rule 1 of nat PREROUTING comes before")]
    [InlineData("-j MASQUERADE --random-fully", "-j ACCEPT", OddityLevel.Problem, "KUBE-POSTROUTING does not masquerade")]
    [InlineData("-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000", "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x2000/0x2000", OddityLevel.Problem, "sets the mark 0x2000, but KUBE-POSTROUTING looks for 0x4000")]
    [InlineData("--probability 0.50000000000", "--probability 0.80000000000", OddityLevel.Warning, "do not give equal shares: 80.0 %, 20.0 %")]
    [InlineData(":KUBE-MARK-MASQ", ":KUBE-MARK-DROP - [0:0]\n:KUBE-MARK-MASQ", OddityLevel.Note, "nat KUBE-MARK-DROP is there")]
    [InlineData(":KUBE-MARK-MASQ", ":KUBE-SVC-STALESTALESTALES - [0:0]\n:KUBE-MARK-MASQ", OddityLevel.Note, "1 stale chain")]
    [InlineData(":FORWARD ACCEPT", ":FORWARD DROP", OddityLevel.Warning, "The policy of filter FORWARD is DROP")]
    [InlineData("-A KUBE-FORWARD -m conntrack", "-A KUBE-FORWARD -s 192.0.2.0/24 -j RETURN\n-A KUBE-FORWARD -m conntrack", OddityLevel.Warning, "Rule 1 of filter KUBE-FORWARD is none of kube-proxy's")]
    [InlineData("*filter\n", "*raw\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp -m tcp --dport 80 -j CT --notrack\nCOMMIT\n*filter\n", OddityLevel.Warning, "raw PREROUTING takes traffic out of connection tracking")]
    [InlineData(":KUBE-PROXY-CANARY - [0:0]\n:KUBE-SERVICES - [0:0]\n:KUBE-SVC", ":KUBE-SERVICES - [0:0]\n:KUBE-SVC", OddityLevel.Warning, "canary is missing in nat")]
    [InlineData("# Completed", "# Warning: iptables-legacy tables present, use iptables-legacy-save to see them\n# Completed", OddityLevel.Warning, "iptables-legacy has rules, too")]
    [InlineData("-j DNAT --to-destination 10.244.1.2:8080", "-j ACCEPT", OddityLevel.Problem, "translates to no address")]
    public void It_is_noticed(string sound, string broken, OddityLevel level, string said)
    {
        string text = s_sound.Replace(sound, broken, StringComparison.Ordinal);
        Assert.NotEqual(s_sound, text);
        Inspection inspection = DumpInspection.Of(text).Parts[0];

        Assert.Contains(inspection.Oddities, oddity => oddity.Level == level && oddity.What.Contains(said, StringComparison.Ordinal));
        Assert.All(inspection.Oddities, oddity => Assert.EndsWith(".", oddity.Meaning, StringComparison.Ordinal));
    }

    [Fact]
    public void A_jump_to_the_node_ports_before_other_rules_is_a_problem()
    {
        string last = "-A KUBE-SERVICES -m comment --comment \"kubernetes service nodeports; NOTE: this must be the last rule in this chain\" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS\n";
        string text = s_sound.Replace(last, "", StringComparison.Ordinal).Replace("-A KUBE-SERVICES -d 10.96.0.10", last + "-A KUBE-SERVICES -d 10.96.0.10", StringComparison.Ordinal);

        Assert.Contains(DumpInspection.Of(text).Parts[0].Oddities, oddity => oddity is { Level: OddityLevel.Problem } && oddity.What.Contains("behind the jump to KUBE-NODEPORTS", StringComparison.Ordinal));
    }

    [Fact]
    public void A_chain_that_is_not_there_is_a_problem()
    {
        string text = s_sound.Replace("*nat\n", "*nat\n-A KUBE-NODEPORTS -p tcp -m tcp --dport 31000 -j KUBE-EXT-NOTHERENOTHERENO\n", StringComparison.Ordinal);

        Assert.Contains(DumpInspection.Of(text).Parts[0].Oddities, oddity => oddity is { Level: OddityLevel.Problem } && oddity.What.Contains("nat KUBE-EXT-NOTHERENOTHERENO", StringComparison.Ordinal));
    }
}

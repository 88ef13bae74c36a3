namespace Learn.Netfilter.Tests;

/// <summary>The two spellings of the same rule, side by side.</summary>
public sealed class RuleTextTests
{
    [Theory]
    [InlineData(
        "-m comment --comment \"a/b:http cluster IP\" -m tcp -p tcp -d 10.96.0.1 --dport 80 ! -s 10.244.0.0/16 -j KUBE-MARK-MASQ",
        "! -s 10.244.0.0/16 -d 10.96.0.1/32 -p tcp -m comment --comment \"a/b:http cluster IP\" -m tcp --dport 80 -j KUBE-MARK-MASQ")]
    [InlineData(
        "-m comment --comment a/b:http -m recent --name KUBE-SEP-X --set -m tcp -p tcp -j DNAT --to-destination 10.0.0.1:80",
        "-p tcp -m comment --comment \"a/b:http\" -m recent --set --name KUBE-SEP-X --mask 255.255.255.255 --rsource -m tcp"
            + " -j DNAT --to-destination 10.0.0.1:80")]
    [InlineData("-m mark ! --mark 0x00004000/0x00004000 -j RETURN", "-m mark ! --mark 0x4000/0x4000 -j RETURN")]
    [InlineData("-j MARK --or-mark 0x00004000", "-j MARK --set-xmark 0x4000/0x4000")]
    [InlineData("-j MARK --xor-mark 0x80000000", "-j MARK --set-xmark 0x80000000/0x0")]
    [InlineData("-s 0.0.0.0/0 -j REJECT", "-j REJECT --reject-with icmp-port-unreachable")]
    [InlineData("-m statistic --mode random --probability 0.3333333333 -j X", "-m statistic --mode random --probability 0.33333333349 -j X")]
    [InlineData("-m statistic --mode random --probability 0.0004882812 -j X", "-m statistic --mode random --probability 0.00048828125 -j X")]
    public void A_rule_is_written_in_both_styles(string restore, string save)
    {
        var rule = RuleParser.Parse(restore, IpFamily.IPv4);
        Assert.Equal(restore, RuleWriter.ToText(rule, IpFamily.IPv4, TextStyle.Restore));
        Assert.Equal(save, RuleWriter.ToText(rule, IpFamily.IPv4));
        Assert.Equal(rule, RuleParser.Parse(save, IpFamily.IPv4));
    }

    [Fact]
    public void An_endpoint_keeps_its_capitals_in_a_payload_only()
    {
        var rule = new Rule(
            new DnatTarget(new NatRange("[FD00:0::1]:80")),
            new SourceMatch(AddressPattern.FromText("FD00:0::1")));
        Assert.Equal("-s FD00:0::1 -j DNAT --to-destination [FD00:0::1]:80", RuleWriter.ToText(rule, IpFamily.IPv6, TextStyle.Restore));
        Assert.Equal("-s fd00::1/128 -j DNAT --to-destination [fd00::1]:80", RuleWriter.ToText(rule, IpFamily.IPv6));
    }

    [Theory]
    [InlineData(1, "1.0000000000", "1.00000000000")]
    [InlineData(2, "0.5000000000", "0.50000000000")]
    [InlineData(3, "0.3333333333", "0.33333333349")]
    [InlineData(7, "0.1428571429", "0.14285714272")]
    [InlineData(2048, "0.0004882812", "0.00048828125")]
    [InlineData(4096, "0.0002441406", "0.00024414062")]
    public void A_probability_is_rounded_as_Go_and_C_round_it(int count, string restore, string save)
    {
        var rule = new Rule(null, StatisticMatch.OneOf(count));
        const string Before = "-m statistic --mode random --probability ";
        Assert.Equal(Before + restore, RuleWriter.ToText(rule, IpFamily.IPv4, TextStyle.Restore));
        Assert.Equal(Before + save, RuleWriter.ToText(rule, IpFamily.IPv4));
    }

    [Fact]
    public void Counters_stand_before_a_rule_that_has_some()
    {
        const string Text = "*filter\n:INPUT ACCEPT [1:2]\n[3:4] -A INPUT -j DROP\n-A INPUT -j ACCEPT\nCOMMIT\n";
        var ruleset = RulesetParser.Parse(Text, IpFamily.IPv4);
        Assert.Equal(new Counters(3, 4), ruleset.Find("filter", "INPUT")!.Rules[0].Counters);
        Assert.Equal(Text, ruleset.ToSaveText());
    }
}

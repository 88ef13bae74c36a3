namespace Learn.Netfilter.Tests;

/// <summary>What sentences say about each match and target.</summary>
public sealed class RuleSentenceTests
{
    [Theory]
    [InlineData("nat", "-d 10.96.12.3/32 -p tcp -m tcp --dport 80 -j KUBE-SVC-X", "New TCP connections to port 80 of 10.96.12.3 go to chain KUBE-SVC-X.")]
    [InlineData("nat", "-p tcp -m tcp --dport 80 -d 10.96.12.3/32 ! -s 10.244.0.0/16 -j M", "New TCP connections to port 80 of 10.96.12.3, not from 10.244.0.0/16, go to chain M.")]
    [InlineData("filter", "-m conntrack --ctstate NEW -j KUBE-SERVICES", "All new connections go to chain KUBE-SERVICES.")]
    [InlineData("filter", "-d 10.0.0.1 -m conntrack --ctstate NEW -j DROP", "New connections to 10.0.0.1 are dropped silently.")]
    [InlineData("filter", "-j ACCEPT", "All packets are accepted.")]
    [InlineData("filter", "-s 10.0.0.0/8 -j RETURN", "Packets from 10.0.0.0/8 go back to the chain that called this one.")]
    [InlineData("nat", "-m statistic --mode random --probability 0.33333333349 -j A", "All new connections go to chain A with probability 1 in 3, else go on with the next rule.")]
    [InlineData("filter", "-m statistic --mode nth --every 3 --packet 0 -j A", "All packets go to chain A with probability 1 in 3 (in turn: number 1 of every 3), else go on with the next rule.")]
    [InlineData("filter", "-p udp -m udp --sport 53 --dport 1024:65535 -j ACCEPT", "UDP packets from port 53 to ports 1024 to 65535 are accepted.")]
    [InlineData("filter", "-p tcp -m tcp ! --dport 22 -j DROP", "TCP packets, not to port 22, are dropped silently.")]
    [InlineData("filter", "-p tcp -m multiport --dports 80,443,8000:8080 -j ACCEPT", "TCP packets to one of the ports 80, 443 or 8000 to 8080 are accepted.")]
    [InlineData("filter", "-i eth0 -o veth+ -j ACCEPT", "Packets that came in by interface eth0 that leave by an interface whose name begins with veth are accepted.")]
    [InlineData("filter", "-m mark --mark 0x4000/0x4000 -j ACCEPT", "Packets with the mark bit 0x4000 are accepted.")]
    [InlineData("filter", "-m mark ! --mark 0x1/0xff -j ACCEPT", "Packets without the mark 0x1 (among the bits 0xff) are accepted.")]
    [InlineData("filter", "-m connmark --mark 0x2 -j DROP", "Packets of connections with the mark 0x2 are dropped silently.")]
    [InlineData("filter", "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT", "Packets of connections that are related to another one or established are accepted.")]
    [InlineData("filter", "-m conntrack --ctstate INVALID -j DROP", "Packets that connection tracking calls invalid are dropped silently.")]
    [InlineData("filter", "-m addrtype --dst-type LOCAL -j A", "Packets to this host go to chain A.")]
    [InlineData("nat", "-p tcp -m addrtype --dst-type LOCAL -m tcp --dport 30080 -j A", "New TCP connections to port 30080 of this host go to chain A.")]
    [InlineData("nat", "-m addrtype --src-type LOCAL -j A", "New connections from this host go to chain A.")]
    [InlineData("filter", "-m addrtype ! --dst-type LOCAL,MULTICAST -j A", "Packets to no address that is this host's own or a multicast address go to chain A.")]
    [InlineData("filter", "-m limit --limit 5/min -j LOG --log-prefix \"x: \"", "Packets while there are no more than 5 a minute on average (the first 5 at once) are reported in the kernel's log with the prefix \"x: \" and go on.")]
    [InlineData("filter", "-m set --match-set allowed src,dst -j ACCEPT", "Packets, if their source and destination is in the set allowed (src,dst), are accepted.")]
    [InlineData("nat", "-m recent --rcheck --seconds 10800 --reap --name L --mask 255.255.255.255 --rsource -j A", "New connections, if their source is on the list L and was seen within the last 10800 s, go to chain A.")]
    [InlineData("nat", "-p tcp -m recent --set --name L --mask 255.255.255.255 --rsource -m tcp -j DNAT --to-destination 10.244.1.7:8080", "New TCP connections have their source put on the list L and get the destination 10.244.1.7:8080.")]
    [InlineData("filter", "-m foo --bar 1 -j ACCEPT", "Packets, if the match `-m foo --bar 1` holds (not known here), are accepted.")]
    [InlineData("filter", "-j NFLOG --nflog-group 1", "All packets are given to the target `NFLOG --nflog-group 1` (not known here).")]
    [InlineData("filter", "-p tcp -j REJECT --reject-with tcp-reset", "TCP packets are refused: the sender is told so by a TCP reset.")]
    [InlineData("filter", "-j REJECT --reject-with icmp-port-unreachable", "All packets are refused: the sender is told \"port unreachable\" by ICMP.")]
    [InlineData("nat", "-j SNAT --to-source 192.0.2.1", "All new connections get the source 192.0.2.1.")]
    [InlineData("nat", "-j MASQUERADE --random-fully", "All new connections are masqueraded: their source becomes the address of the interface that they leave by, with a port chosen by chance.")]
    [InlineData("nat", "-j MARK --set-xmark 0x4000/0x4000", "All new connections get the mark bit 0x4000.")]
    [InlineData("nat", "-j MARK --set-xmark 0x4000/0x0", "All new connections have the mark bit 0x4000 inverted.")]
    [InlineData("mangle", "-j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff", "All packets have their mark copied to their connection.")]
    [InlineData("raw", "-s 10.0.0.1 -j TRACE", "Packets from 10.0.0.1 are traced: the kernel reports each rule that they meet.")]
    [InlineData("filter", "-g OTHER", "All packets go to chain OTHER and do not come back to this one.")]
    [InlineData("filter", "-s 10.0.0.9", "Packets from 10.0.0.9 are only counted.")]
    [InlineData("filter", "-m comment --comment \"only words\"", "All packets are only counted.")]
    public void A_rule_is_one_sentence(string table, string rule, string sentence) =>
        Assert.Equal(sentence, RuleSentence.Of(RuleParser.Parse(rule, IpFamily.IPv4), table));

    [Fact]
    public void Names_of_others_are_used()
    {
        var rule = RuleParser.Parse("! -s 10.244.0.0/16 -m mark --mark 0x4000/0x4000 -j KUBE-SVC-X", IpFamily.IPv4);
        Assert.Equal(
            "Packets, not from 10.244.0.0/16 (the pods) with the mark for masquerading, go to chain KUBE-SVC-X (default/my-service:http).",
            RuleSentence.Of(rule, "filter", new Names()));
    }

    [Fact]
    public void Matches_and_targets_can_be_said_alone()
    {
        Assert.Equal("with probability 1 in 3, else go on", RuleSentence.Of(StatisticMatch.OneOf(3)));
        Assert.Equal("not from 10.244.0.0/16", RuleSentence.Of(RuleParser.Parse("! -s 10.244.0.0/16", IpFamily.IPv4).Matches[0]));
        Assert.Equal("to port 80 by TCP", RuleSentence.Of(new TransportMatch(IpProtocol.Tcp, DestinationPorts: new(80))));
        Assert.Equal("", RuleSentence.Of(new CommentMatch("words")));
        Assert.Equal("go to chain X", RuleSentence.Of(new JumpTarget("X")));
        Assert.Equal("are only counted", RuleSentence.Of((Target?)null));
    }

    [Fact]
    public void Chains_say_when_they_are_used_and_what_their_end_is()
    {
        var rule = new Rule(DropTarget.Instance);
        Assert.Equal(
            "Every packet for this host gets here. It has one rule. What it does not decide about is accepted: that is the policy.",
            ChainSentence.Of(new Chain("INPUT", [rule], ChainPolicy.Accept)));
        Assert.Equal(
            "2 rules jump here. What no rule decides about goes back.",
            ChainSentence.Of(new Chain("X", [rule, rule]), 2));
        Assert.Contains("nothing gets here", ChainSentence.Of(new Chain("X", []), 0), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_of_every_kind_has_a_sentence()
    {
        foreach (Table table in RulesetParser.Parse(Sample.Read("every-extension.iptables-save"), IpFamily.IPv4).Tables)
        {
            foreach (Rule rule in table.Chains.SelectMany(chain => chain.Rules))
            {
                string sentence = RuleSentence.Of(rule, table.Name);
                Assert.True(sentence.EndsWith('.') && !sentence.Contains("  ", StringComparison.Ordinal) && char.IsUpper(sentence[0]), sentence);
                foreach (UnknownMatch unknown in rule.Matches.OfType<UnknownMatch>())
                {
                    Assert.Contains(unknown.Text, sentence, StringComparison.Ordinal);
                }

                Assert.True(rule.Target is not UnknownTarget target || sentence.Contains(target.Text, StringComparison.Ordinal), sentence);
            }
        }
    }

    private sealed class Names : IRuleVocabulary
    {
        public string? NameChain(string chain) => "default/my-service:http";

        public string? NameMark(uint bits, uint mask) => "the mark for masquerading";

        public string? NameAddresses(AddressPattern addresses) => "the pods";
    }
}

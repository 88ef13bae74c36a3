using Learn.Netfilter;
using Learn.Tests.Figures.Graphs;

namespace Learn.Tests.Figures.Flows;

public sealed class FlowTests
{
    private const string Save =
        """
        *nat
        :PREROUTING ACCEPT [0:0]
        :OUTPUT ACCEPT [0:0]
        :POSTROUTING ACCEPT [0:0]
        :KUBE-MARK-MASQ - [0:0]
        :KUBE-NODEPORTS - [0:0]
        :KUBE-POSTROUTING - [0:0]
        :KUBE-SEP-AAAAAAAAAAAAAAAA - [0:0]
        :KUBE-SEP-BBBBBBBBBBBBBBBB - [0:0]
        :KUBE-SERVICES - [0:0]
        :KUBE-SVC-CCCCCCCCCCCCCCCC - [0:0]
        [20:1200] -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        [310:18600] -A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        [330:9] -A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
        [12:9] -A KUBE-POSTROUTING -j MASQUERADE
        [0:0] -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
        [1:60] -A KUBE-SEP-AAAAAAAAAAAAAAAA -s 10.244.1.7/32 -m comment --comment "default/my-service:http" -j KUBE-MARK-MASQ
        [104:6240] -A KUBE-SEP-AAAAAAAAAAAAAAAA -p tcp -m comment --comment "default/my-service:http" -m tcp -j DNAT --to-destination 10.244.1.7:8080
        [196:11760] -A KUBE-SEP-BBBBBBBBBBBBBBBB -p tcp -m comment --comment "default/my-service:http" -m tcp -j DNAT --to-destination 10.244.2.9:8080
        [300:18000] -A KUBE-SERVICES -d 10.96.12.3/32 -p tcp -m comment --comment "default/my-service:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-CCCCCCCCCCCCCCCC
        [10:600] -A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
        [300:18000] -A KUBE-SVC-CCCCCCCCCCCCCCCC ! -s 10.244.0.0/16 -d 10.96.12.3/32 -p tcp -m comment --comment "default/my-service:http cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
        [104:6240] -A KUBE-SVC-CCCCCCCCCCCCCCCC -m comment --comment "default/my-service:http -> 10.244.1.7:8080" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-AAAAAAAAAAAAAAAA
        [196:11760] -A KUBE-SVC-CCCCCCCCCCCCCCCC -m comment --comment "default/my-service:http -> 10.244.2.9:8080" -j KUBE-SEP-BBBBBBBBBBBBBBBB
        COMMIT

        """;

    private static readonly Ruleset Rules = RulesetParser.Parse(Save, IpFamily.IPv4);

    [Fact]
    public void Numbers_add_up_at_every_place()
    {
        foreach (var rules in new[] { Rules, Captures.Many(40), Captures.Many(1_000) })
        {
            var figure = Charts.Flow(rules);
            var links = LinksOf(figure);
            Assert.NotEmpty(links);
            foreach (var place in links.Select(link => link.From).Intersect(links.Select(link => link.To)))
            {
                Assert.Equal(links.Where(link => link.To == place).Sum(link => link.Packets), links.Where(link => link.From == place).Sum(link => link.Packets));
            }
        }
    }

    [Fact]
    public void Connections_are_followed_from_the_hooks_to_the_endpoints()
    {
        var links = LinksOf(Charts.Flow(Rules));
        Assert.Equivalent(
            new[]
            {
                ("PREROUTING", "KUBE-SERVICES", 20L), ("OUTPUT", "KUBE-SERVICES", 310L), ("KUBE-SERVICES", "default/my-service:http", 300L),
                ("KUBE-SERVICES", "KUBE-NODEPORTS", 10L), ("default/my-service:http", "10.244.1.7:8080", 104L), ("default/my-service:http", "10.244.2.9:8080", 196L),
                ("KUBE-NODEPORTS", "not for a Service", 10L), ("KUBE-SERVICES", "not for a Service", 20L),
            },
            links.Select(link => (link.From, link.To, link.Packets)),
            strict: true);
    }

    [Fact]
    public void The_caption_says_what_a_packet_is() =>
        Assert.Contains("only the first packet of each connection is seen", Charts.Flow(Rules).Caption, StringComparison.Ordinal);

    [Fact]
    public void A_figure_has_all_its_forms()
    {
        var figure = Charts.Flow(Rules);
        Assert.Matches("default/my-service:http +10\\.244\\.2\\.9:8080 +196", figure.ToText());
        Assert.Contains("\"type\":\"sankey\"", figure.ToPlotlyJson(), StringComparison.Ordinal);
        SvgChecks.Load(new SvgPicture(figure.ToSvg()!, figure.Caption));
        Assert.All(figure.ToText().Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void Counters_and_their_changes_give_the_same_picture()
    {
        var after = RuleCounters.Of("node-1", Rules);
        var before = RuleCounters.Of("node-1", RulesetParser.Parse(Save.Replace("[104:", "[4:", StringComparison.Ordinal).Replace("[300:", "[200:", StringComparison.Ordinal).Replace("[310:", "[210:", StringComparison.Ordinal), IpFamily.IPv4));
        Assert.Equal(LinksOf(Charts.Flow(Rules)).Order(), LinksOf(Charts.Flow(after)).Order());
        var links = LinksOf(Charts.Flow(after.Since(before)));
        Assert.Equal([("OUTPUT", "KUBE-SERVICES", 100L), ("KUBE-SERVICES", "default/my-service:http", 100L), ("default/my-service:http", "10.244.1.7:8080", 100L)], links);
    }

    [Fact]
    public void What_was_counted_before_rules_were_written_anew_is_told_apart()
    {
        var rewritten = RulesetParser.Parse(Save.Replace("[300:18000] -A KUBE-SERVICES", "[50:3000] -A KUBE-SERVICES", StringComparison.Ordinal).Replace("[310:", "[60:", StringComparison.Ordinal), IpFamily.IPv4);
        Assert.Contains(("counted before the last sync", "default/my-service:http", 250L), LinksOf(Charts.Flow(rewritten)));
    }

    [Fact]
    public void Without_traffic_it_says_so()
    {
        var figure = Charts.Flow(Captures.Of("clusterip-two-pods"));
        Assert.Equal("No rule of the nat table has seen a packet yet.", figure.Caption);
        SvgChecks.Load(new SvgPicture(figure.ToSvg()!, figure.Caption));
        Assert.Empty(figure.Numbers!.Rows);
    }

    private static List<(string From, string To, long Packets)> LinksOf(Figure figure) =>
        [.. figure.Numbers!.Rows.Select(row => (row[0], row[1], long.Parse(row[2], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)))];
}

using Learn.Netfilter;

namespace Learn.Tests.Figures.Graphs;

public sealed class ChainGraphTests
{
    [Theory]
    [InlineData("clusterip-two-pods", null)]
    [InlineData("nodeport-local-with-local", "shop/frontend")]
    [InlineData("loadbalancer-source-ranges", null)]
    [InlineData("no-endpoints-all-types", null)]
    [InlineData("affinity-custom-timeout", null)]
    [InlineData("clusterip-250-pods", null)]
    public void A_graph_is_as_approved(string name, string? about)
    {
        var graph = ServiceGraph.Of(Captures.Of(name), new GraphOptions { About = about });
        ApprovedGraph.Check($"{name}.dot", DotText.Write(graph));
        ApprovedGraph.Check($"{name}.txt", ChainGraphText.Write(graph));
    }

    [Fact]
    public void Every_rule_with_an_end_is_on_an_edge_or_in_an_endpoint()
    {
        foreach (var (name, rules) in Captures.All())
        {
            var graph = ServiceGraph.Of(rules, new GraphOptions { Services = 10_000 });
            var ending = rules.Tables.SelectMany(table => table.Chains.SelectMany(chain => chain.Rules))
                .Count(rule => rule.Target is not (null or MarkTarget or ReturnTarget or ConnmarkTarget or LogTarget));
            var endpoints = graph.Nodes.Count(node => node.Kind == ChainGraphNodeKind.Endpoint);
            if (graph.Nodes.All(node => node.Kind != ChainGraphNodeKind.Folded))
            {
                var onEdges = graph.Edges.Sum(edge => edge.Rules.Length) + endpoints;

                // Many marks are not drawn; everything else is.
                var marks = rules.Tables.SelectMany(table => table.Chains.SelectMany(chain => chain.Rules)).Count(rule => rule.Target is JumpTarget { Chain: "KUBE-MARK-MASQ" });
                Assert.True(onEdges == ending || onEdges == ending - marks, $"{name}: {onEdges} of {ending} rules");
            }
        }
    }

    [Fact]
    public void A_Service_is_shown_with_what_leads_to_it_and_what_it_leads_to()
    {
        var graph = ServiceGraph.Of(Captures.Many(50), new GraphOptions { About = "team-7/service-7" });
        Assert.Equal(["team-7/service-7:http"], graph.Nodes.Where(node => node is { IsFocus: true, Kind: ChainGraphNodeKind.Chain }).Select(node => node.Label));
        Assert.Equal(3, graph.Nodes.Count(node => node.Kind == ChainGraphNodeKind.Endpoint));
        Assert.Equal(["nat PREROUTING"], graph.Nodes.Where(node => node.Kind == ChainGraphNodeKind.Hook).Select(node => node.Id));
        Assert.Equal(8, Assert.Single(graph.From("nat KUBE-SERVICES")).Rules[0].Number);
    }

    [Fact]
    public void A_Service_without_endpoints_leads_to_REJECT()
    {
        var graph = ServiceGraph.Of(Captures.Of("no-endpoints-all-types"), new GraphOptions { About = ServiceOf("no-endpoints-all-types") });
        Assert.Contains(graph.Nodes, node => node.Kind == ChainGraphNodeKind.Reject);
        Assert.Contains(graph.Edges, edge => edge.To == "filter REJECT" && edge.From == "filter KUBE-SERVICES");
    }

    [Fact]
    public void A_chain_can_be_asked_for_too()
    {
        var graph = ServiceGraph.Of(Captures.Of("clusterip-two-pods"), new GraphOptions { About = "KUBE-POSTROUTING" });
        Assert.Equal(["nat POSTROUTING", "nat KUBE-POSTROUTING", "nat MASQUERADE"], graph.Nodes.Select(node => node.Id));
    }

    [Fact]
    public void A_name_that_is_not_there_is_told_with_those_that_are()
    {
        var error = Assert.Throws<LabException>(() => ServiceGraph.Of(Captures.Of("clusterip-two-pods"), new GraphOptions { About = "nobody" }));
        Assert.Equal("The rules have no Service and no chain \"nobody\". They have: shop/cart.", error.Message);
    }

    [Fact]
    public void A_thousand_Services_are_folded_and_those_with_traffic_are_shown()
    {
        var graph = ServiceGraph.Of(Captures.Many(1_000));
        var folded = Assert.Single(graph.Nodes, node => node.Kind == ChainGraphNodeKind.Folded);
        Assert.Equal("… 990 more Services", folded.Label);
        Assert.InRange(graph.Nodes.Length, 20, 80);
        Assert.Contains(graph.Nodes, node => node.Label == "team-10/service-990:http");
        Assert.DoesNotContain(graph.Nodes, node => node.Label == "team-1/service-1:http");
        Assert.True(graph.IsCounted);
    }

    [Fact]
    public void Counters_can_be_left_out() => Assert.False(ServiceGraph.Of(Captures.Many(5), new GraphOptions { Counters = false }).IsCounted);

    [Fact]
    public void Circles_and_missing_chains_are_shown_as_they_are()
    {
        const string Save = "*nat\n:PREROUTING ACCEPT [0:0]\n:A - [0:0]\n:B - [0:0]\n:C - [0:0]\n-A A -j B\n-A B -j A\n-A PREROUTING -j NOWHERE\n-A C -j ACCEPT\nCOMMIT\n";
        var graph = ChainGraph.Of(RulesetParser.TryParse(Save, IpFamily.IPv4).Ruleset!);
        Assert.Contains(graph.Nodes, node => node is { Label: "NOWHERE", Kind: ChainGraphNodeKind.Other });
        Assert.True(graph.Find("nat C")!.IsUnreached);
        Assert.Contains("C  (nothing leads here)\n", ChainGraphText.Write(graph), StringComparison.Ordinal);
        Assert.Contains("  A\n    #1 -> B\n      #1 -> A  (see above)\n", ChainGraphText.Write(graph), StringComparison.Ordinal);
    }

    private static string ServiceOf(string name) => Learn.Proxy.RulesetReading.Of(Captures.Of(name)).Services[0].Service;
}

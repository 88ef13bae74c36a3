using Learn.Netfilter;

namespace Learn.Tests.Observation;

public sealed class RuleCountersTests
{
    private const string Before = """
        *nat
        :PREROUTING ACCEPT [7:420]
        :KUBE-SERVICES - [0:0]
        :KUBE-SVC-AAAAAAAAAAAAAAAA - [0:0]
        :KUBE-SEP-BBBBBBBBBBBBBBBB - [0:0]
        :KUBE-SEP-CCCCCCCCCCCCCCCC - [0:0]
        [10:600] -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        [3:180] -A KUBE-SERVICES -d 10.96.0.12/32 -p tcp -m comment --comment "default/my-service cluster IP" -m tcp --dport 80 -j KUBE-SVC-AAAAAAAAAAAAAAAA
        [1:60] -A KUBE-SERVICES -d 10.96.0.13/32 -p tcp -m comment --comment "default/my-service-2 cluster IP" -m tcp --dport 80 -j KUBE-SVC-AAAAAAAAAAAAAAAA
        [1:60] -A KUBE-SVC-AAAAAAAAAAAAAAAA -m comment --comment "default/my-service -> 10.244.0.5:8080" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-BBBBBBBBBBBBBBBB
        [2:120] -A KUBE-SVC-AAAAAAAAAAAAAAAA -m comment --comment "default/my-service -> 10.244.0.6:8080" -j KUBE-SEP-CCCCCCCCCCCCCCCC
        [5:300] -A KUBE-SEP-BBBBBBBBBBBBBBBB -p tcp -m comment --comment "default/my-service" -m tcp -j DNAT --to-destination 10.244.0.5:8080
        COMMIT

        """;

    [Fact]
    public void What_traffic_came_by_is_the_difference()
    {
        var before = Counters(Before);
        var after = Counters(Before
            .Replace("[10:600]", "[1011:60660]", StringComparison.Ordinal)
            .Replace("[3:180]", "[104:6240]", StringComparison.Ordinal)
            .Replace("[1:60] -A KUBE-SVC", "[52:3120] -A KUBE-SVC", StringComparison.Ordinal)
            .Replace("[2:120]", "[52:3120]", StringComparison.Ordinal)
            .Replace("[5:300]", "[4:240]", StringComparison.Ordinal));

        var changes = after.Since(before);

        Assert.Equal(
            """
            node-1, IPv4

              packets  table   chain                      leads to
                1,001  nat     PREROUTING                 KUBE-SERVICES
                  101  nat     KUBE-SERVICES              KUBE-SVC-AAAAAAAAAAAAAAAA
                   51  nat     KUBE-SVC-AAAAAAAAAAAAAAAA  KUBE-SEP-BBBBBBBBBBBBBBBB
                   50  nat     KUBE-SVC-AAAAAAAAAAAAAAAA  KUBE-SEP-CCCCCCCCCCCCCCCC
                    4* nat     KUBE-SEP-BBBBBBBBBBBBBBBB  DNAT 10.244.0.5:8080
            * written anew meanwhile: what it had seen before is not known

            """,
            changes.ToString());
        Assert.Equal(101u, changes.PacketsTo("KUBE-SEP-"));
        Assert.Equal(51u, changes.PacketsTo("KUBE-SEP-BBBBBBBBBBBBBBBB"));
        Assert.Equal(0u, changes.PacketsTo("KUBE-SEP-", "filter"));
        Assert.Equal(new Counters(101, 6060), changes.Changes[1].Since);
        Assert.Equal(["KUBE-SERVICES", "KUBE-SVC-AAAAAAAAAAAAAAAA", "KUBE-SVC-AAAAAAAAAAAAAAAA", "KUBE-SEP-BBBBBBBBBBBBBBBB"], changes.Of("default/my-service").Changes.Select(c => c.Rule.Chain));
        Assert.All(changes.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Nothing_is_a_result_too_and_nodes_are_not_mixed()
    {
        var counters = Counters(Before);

        Assert.Contains("no rule has seen a packet", counters.Since(counters).ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => counters.Since(counters with { Node = "node-2" }));
    }

    private static RuleCounters Counters(string save) => RuleCounters.Of("node-1", RulesetParser.Parse(save, IpFamily.IPv4));
}

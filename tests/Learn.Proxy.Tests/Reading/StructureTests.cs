using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>Comments may be missing, as in large clusters, or lie. The chains tell the truth.</summary>
public sealed class StructureTests
{
    // The only pair that nothing but a comment tells apart: both lead to the chain for external traffic.
    private static readonly RuleReason[] s_external = [RuleReason.ExternalIP, RuleReason.LoadBalancerIP];

    public static TheoryData<string> Cases => [.. GoldenFolder.CaseNames.Where(name => name is not "step-cleanup")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_comments_reasons_and_endpoints_stay(string name) => CompareWith(name, static _ => null);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Comments_that_lie_change_no_reason_and_no_endpoint(string name) =>
        CompareWith(name, static rule => new CommentMatch("kube-system/liar:http no such thing" + (rule.Target is null ? "" : " at all")));

    [Fact]
    public void A_lie_takes_no_name_from_a_service_port_whose_hash_confirms_it()
    {
        Ruleset capture = Capture("clusterip-two-pods");
        RulesetReading truth = RulesetReading.Of(capture);
        string name = truth.Services[0].Name;
        var first = true;
        Ruleset lying = Change(capture, rule => !first ? rule.Find<CommentMatch>() : Lie(rule, ref first));

        Assert.Equal(name, RulesetReading.Of(lying).Services[0].Name);
        Assert.True(RulesetReading.Of(lying).Services[0].IsNameConfirmed);
    }

    private static CommentMatch? Lie(Rule rule, ref bool first)
    {
        first &= rule.Comment?.Contains("cluster IP", StringComparison.Ordinal) != true;
        return first ? rule.Find<CommentMatch>() : new CommentMatch("default/liar:http cluster IP");
    }

    private static void CompareWith(string name, Func<Rule, CommentMatch?> comment)
    {
        Ruleset capture = Capture(name);
        RulesetReading truth = RulesetReading.Of(capture), reading = RulesetReading.Of(Change(capture, comment));
        foreach (Table table in capture.Tables)
        {
            foreach (Chain chain in table.Chains)
            {
                for (int number = 1; number <= chain.Rules.Length; number++)
                {
                    RuleReading wanted = truth.Find(table.Name, chain.Name, number), got = reading.Find(table.Name, chain.Name, number);
                    bool alike = wanted.Reason == got.Reason
                        || (s_external.Contains(wanted.Reason ?? default) && s_external.Contains(got.Reason ?? default));
                    Assert.True(alike, $"{table} {chain} {number}: {wanted.Reason} became {got.Reason}");
                    Assert.Equal(wanted.Endpoint?.Address, got.Endpoint?.Address);
                    Assert.Equal(wanted.Endpoint?.Share, got.Endpoint?.Share);
                }
            }
        }
    }

    private static Ruleset Capture(string name)
    {
        string folder = Path.Combine(GoldenFolder.Iptables, name), path = Path.Combine(folder, "expected.iptables-save");
        bool isIPv4 = File.Exists(path);
        return RulesetParser.Parse(File.ReadAllText(isIPv4 ? path : Path.Combine(folder, "expected.ip6tables-save")), isIPv4 ? IpFamily.IPv4 : IpFamily.IPv6);
    }

    private static Ruleset Change(Ruleset ruleset, Func<Rule, CommentMatch?> comment) => new(ruleset.Family,
        [.. ruleset.Tables.Select(table => new Table(table.Name,
            [.. table.Chains.Select(chain => new Chain(chain.Name, [.. chain.Rules.Select(rule => Change(rule, comment(rule)))], chain.Policy))]))]);

    private static Rule Change(Rule rule, CommentMatch? comment)
    {
        ImmutableArray<Match> others = [.. rule.Matches.Where(match => match is not CommentMatch)];
        return new(comment is null || others.Length == rule.Matches.Length ? others : others.Add(comment), rule.Target);
    }
}

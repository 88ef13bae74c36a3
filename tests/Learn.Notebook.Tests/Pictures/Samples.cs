using Learn.Netfilter;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>Values to show, the same in every run.</summary>
internal static class Samples
{
    /// <summary>The rules of a capture as if 300 connections had come from a process of the node, and 20 from pods.</summary>
    public static Ruleset Counted { get; } = Count(Capture.Rules("clusterip-two-pods"));

    private static Ruleset Count(Ruleset rules) => new(rules.Family, [.. rules.Tables.Select(table =>
        new Table(table.Name, [.. table.Chains.Select(chain => new Chain(chain.Name, [.. chain.Rules.Select((rule, index) => new Rule(rule.Matches, rule.Target)
        {
            Counters = new Counters(PacketsOf(table.Name, chain.Name, index + 1), 0),
        })], chain.Policy))]))]);

    private static ulong PacketsOf(string table, string chain, int number) => (table, chain, number) switch
    {
        ("nat", "PREROUTING", 1) => 20,
        ("nat", "OUTPUT", 1) => 312,
        ("nat", "KUBE-SERVICES", 1) => 320,
        ("nat", "KUBE-SERVICES", 2) => 4,
        ("nat", _, 2) when chain.StartsWith("KUBE-SVC-", StringComparison.Ordinal) => 157,
        ("nat", _, 3) when chain.StartsWith("KUBE-SVC-", StringComparison.Ordinal) => 163,
        _ => 0,
    };
}

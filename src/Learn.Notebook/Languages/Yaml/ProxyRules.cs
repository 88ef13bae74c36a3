using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>The rules that each node's kube-proxy has written last, to tell what a change did to them.</summary>
/// <param name="OfNodes">By node: its rulesets, one of each family.</param>
internal sealed record ProxyRules(IReadOnlyDictionary<string, IReadOnlyList<Ruleset>> OfNodes)
{
    /// <summary>Those of a lab now. No program runs for it: kube-proxy knows what it wrote.</summary>
    public static ProxyRules Of(Lab lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        return new ProxyRules(lab.Nodes.ToDictionary(
            node => node.Name,
            IReadOnlyList<Ruleset> (node) => [.. new[] { IpFamily.IPv4, IpFamily.IPv6 }.Select(family => lab.WantedRules(node.Name, family)).OfType<Ruleset>()],
            StringComparer.Ordinal));
    }

    /// <summary>How many rules of each node are new since, and how many are gone; nodes whose rules are the same are left out.</summary>
    public IEnumerable<(string Node, int Added, int Removed)> Since(ProxyRules before)
    {
        foreach (var (node, rulesets) in OfNodes)
        {
            var earlier = before.OfNodes.GetValueOrDefault(node) ?? [];
            if (rulesets.SequenceEqual(earlier))
            {
                // The same objects: no sync has been since.
                continue;
            }

            var (now, then) = (RulesOf(rulesets), RulesOf(earlier));
            var (added, removed) = (now.Count(rule => !then.Contains(rule)), then.Count(rule => !now.Contains(rule)));
            if (added + removed > 0)
            {
                yield return (node, added, removed);
            }
        }
    }

    private static HashSet<(IpFamily Family, string Table, string Chain, Rule Rule)> RulesOf(IEnumerable<Ruleset> rulesets) =>
    [
        .. from ruleset in rulesets
           from table in ruleset.Tables
           from chain in table.Chains
           from rule in chain.Rules
           select (ruleset.Family, table.Name, chain.Name, rule),
    ];
}

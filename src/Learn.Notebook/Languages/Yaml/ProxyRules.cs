using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>The rules that each node's kube-proxy has written last, to tell what a change did to them.</summary>
/// <param name="OfNodes">By node: each rule with its table and chain, as text.</param>
internal sealed record ProxyRules(IReadOnlyDictionary<string, IReadOnlySet<string>> OfNodes)
{
    /// <summary>Those of a lab now. No program runs for it: kube-proxy knows what it wrote.</summary>
    public static ProxyRules Of(Lab lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        return new ProxyRules(lab.Nodes.ToDictionary(node => node.Name, IReadOnlySet<string> (node) => RulesOf(lab, node.Name), StringComparer.Ordinal));
    }

    /// <summary>How many rules of each node are new since, and how many are gone; nodes whose rules are the same are left out.</summary>
    public IEnumerable<(string Node, int Added, int Removed)> Since(ProxyRules before) =>
        from node in OfNodes
        let earlier = before.OfNodes.GetValueOrDefault(node.Key) ?? new HashSet<string>(StringComparer.Ordinal)
        let added = node.Value.Count(rule => !earlier.Contains(rule))
        let removed = earlier.Count(rule => !node.Value.Contains(rule))
        where added + removed > 0
        select (node.Key, added, removed);

    private static HashSet<string> RulesOf(Lab lab, string node) =>
        lab.Syncs(node).GroupBy(sync => sync.Plan.Family).Select(family => family.Last().Plan.Desired())
            .SelectMany(ruleset => ruleset.Tables.SelectMany(table => table.Chains.SelectMany(chain => chain.Rules.Select(
                rule => $"{ruleset.Family} {table.Name} {chain.Name} {RuleWriter.ToText(rule, ruleset.Family)}"))))
            .ToHashSet(StringComparer.Ordinal);
}

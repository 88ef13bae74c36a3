using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn;

/// <summary>How much traffic each rule of a node had seen at a moment. Two of them tell which rules traffic in between came by.</summary>
/// <param name="Node">The node.</param>
/// <param name="Family">IPv4 or IPv6.</param>
/// <param name="Rules">All rules, in the order of <c>iptables-save</c>.</param>
public sealed record RuleCounters(string Node, IpFamily Family, ImmutableArray<CountedRule> Rules)
{
    /// <summary>Takes the counters out of rules.</summary>
    /// <param name="node">The node.</param>
    /// <param name="rules">Rules that were read with counters: <c>iptables-save --counters</c>.</param>
    public static RuleCounters Of(string node, Ruleset rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new RuleCounters(
            node,
            rules.Family,
            [.. from table in rules.Tables
                from chain in table.Chains
                from rule in chain.Rules.Select((rule, index) => new CountedRule(table.Name, chain.Name, index + 1, rule, rule.Counters ?? default))
                select rule]);
    }

    /// <summary>What each rule has seen since an earlier moment; rules that have seen nothing are left out.</summary>
    /// <param name="before">The earlier moment, on the same node, in the same family.</param>
    /// <exception cref="ArgumentException">It is of another node or family.</exception>
    public RuleCounterChanges Since(RuleCounters before)
    {
        ArgumentNullException.ThrowIfNull(before);
        if (before.Node != Node || before.Family != Family)
        {
            throw new ArgumentException($"Counters of {before.Node} ({before.Family}) cannot be compared with those of {Node} ({Family}).", nameof(before));
        }

        // The same rule may stand in a chain twice: then the first is compared with the first.
        var earlier = before.Rules.GroupBy(Key).ToDictionary(group => group.Key, group => new Queue<CountedRule>(group));
        var changes = ImmutableArray.CreateBuilder<RuleCounterChange>();
        foreach (var rule in Rules)
        {
            var known = earlier.TryGetValue(Key(rule), out var queue) && queue.TryDequeue(out var found) ? found : null;

            // A counter that went back was written anew by kube-proxy: what it has now came since.
            bool isNew = known is null || known.Counters.Packets > rule.Counters.Packets;
            var since = isNew ? rule.Counters : new Counters(rule.Counters.Packets - known!.Counters.Packets, rule.Counters.Bytes - known.Counters.Bytes);
            if (since.Packets > 0)
            {
                changes.Add(new RuleCounterChange(rule, since, isNew));
            }
        }

        return new RuleCounterChanges(Node, Family, changes.ToImmutable());
    }

    private static (string Table, string Chain, Rule Rule) Key(CountedRule rule) => (rule.Table, rule.Chain, rule.Rule);
}

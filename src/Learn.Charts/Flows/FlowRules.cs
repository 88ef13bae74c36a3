using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn;

/// <summary>Counted rules as a ruleset again, with what they have seen as their counters.</summary>
internal static class FlowRules
{
    private static readonly string[] Hooks = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];

    /// <summary>All rules, with what they have seen so far.</summary>
    public static Ruleset Of(RuleCounters counters) => Of(counters.Family, counters.Rules.Select(rule => (rule, rule.Counters)));

    /// <summary>The rules that have seen something, with what they have seen since.</summary>
    public static Ruleset Of(RuleCounterChanges changes) =>
        Of(changes.Family, (changes.Changes.IsDefault ? [] : changes.Changes).Select(change => (change.Rule, change.Since)));

    private static Ruleset Of(IpFamily family, IEnumerable<(CountedRule Rule, Counters Seen)> rules)
    {
        var tables = rules.GroupBy(each => each.Rule.Table, StringComparer.Ordinal).Select(table =>
        {
            var chains = table.GroupBy(each => each.Rule.Chain, StringComparer.Ordinal).Select(chain => new Chain(
                chain.Key,
                [.. chain.OrderBy(each => each.Rule.Number).Select(each => new Rule(each.Rule.Rule.Matches, each.Rule.Rule.Target) { Counters = each.Seen })],
                Hooks.Contains(chain.Key) ? ChainPolicy.Accept : null)).ToList();

            // Counters know nothing of chains without rules; packets may have gone there all the same.
            var known = chains.Select(chain => chain.Name).ToHashSet(StringComparer.Ordinal);
            var empty = table.Select(each => ChainOf(each.Rule.Rule.Target)).OfType<string>().Where(known.Add).ToList();
            return new Table(table.Key, [.. chains, .. empty.Select(name => new Chain(name, []))]);
        });
        return new Ruleset(family, [.. tables]);
    }

    private static string? ChainOf(Target? target) => target switch
    {
        JumpTarget jump => jump.Chain,
        GotoTarget jump => jump.Chain,
        _ => null,
    };
}

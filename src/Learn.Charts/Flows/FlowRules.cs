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
        var tables = rules.GroupBy(each => each.Rule.Table, StringComparer.Ordinal).Select(table => new Table(
            table.Key,
            [.. table.GroupBy(each => each.Rule.Chain, StringComparer.Ordinal).Select(chain => new Chain(
                chain.Key,
                [.. chain.OrderBy(each => each.Rule.Number).Select(each => new Rule(each.Rule.Rule.Matches, each.Rule.Rule.Target) { Counters = each.Seen })],
                Hooks.Contains(chain.Key) ? ChainPolicy.Accept : null))]));
        return new Ruleset(family, [.. tables]);
    }
}

using Learn.Netfilter;

namespace Learn.Cli.Demo;

/// <summary>What changed between two states of a node's rules: the lines that went and the lines that came, chain by chain.</summary>
internal static class RuleChanges
{
    /// <summary>The changed lines, removed ones before added ones within each chain.</summary>
    public static IReadOnlyList<(LineChange Change, string Text)> Between(Ruleset before, Ruleset after)
    {
        var changes = new List<(LineChange, string)>();
        foreach (string table in after.Tables.Concat(before.Tables).Select(t => t.Name).Distinct())
        {
            var chains = ChainsOf(before, table).Union(ChainsOf(after, table));
            foreach (string chain in chains.Order(StringComparer.Ordinal))
            {
                var old = Lines(before, table, chain);
                var current = Lines(after, table, chain);
                changes.AddRange(old.Except(current).Select(line => (LineChange.Removed, line)));
                changes.AddRange(current.Except(old).Select(line => (LineChange.Added, line)));
            }
        }

        return changes;
    }

    private static IEnumerable<string> ChainsOf(Ruleset rules, string table) => rules.Find(table)?.Chains.Select(chain => chain.Name) ?? [];

    private static List<string> Lines(Ruleset rules, string table, string chain)
        => [.. (rules.Find(table, chain)?.Rules ?? []).Select(rule => $"-A {chain} {RuleWriter.ToText(rule.WithoutNotes(), rules.Family)}")];
}

using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>A table of one side; a payload may name a table more than once, and then the parts add up.</summary>
internal sealed class ComparedTable
{
    internal SortedDictionary<string, ChainPolicy?> Declared { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, List<Rule>> Rules { get; } = new(StringComparer.Ordinal);

    internal SortedSet<string> Deleted { get; } = new(StringComparer.Ordinal);

    internal static Dictionary<string, ComparedTable> Of(Ruleset ruleset)
    {
        var tables = new Dictionary<string, ComparedTable>(StringComparer.Ordinal);
        foreach (var table in ruleset.Tables)
        {
            if (!tables.TryGetValue(table.Name, out var compared))
            {
                tables[table.Name] = compared = new ComparedTable();
            }

            compared.Add(table);
        }

        return tables;
    }

    internal IReadOnlyList<Rule> RulesOf(string chain) => Rules.TryGetValue(chain, out var rules) ? rules : ImmutableArray<Rule>.Empty;

    private void Add(Table table)
    {
        Deleted.UnionWith(table.DeletedChains);
        foreach (var chain in table.Chains)
        {
            if (chain.IsDeclared)
            {
                Declared[chain.Name] = chain.Policy;
            }

            if (Rules.TryGetValue(chain.Name, out var rules))
            {
                rules.AddRange(chain.Rules);
            }
            else
            {
                Rules[chain.Name] = [.. chain.Rules];
            }
        }
    }
}

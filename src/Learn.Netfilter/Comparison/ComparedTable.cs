using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Learn.Netfilter;

/// <summary>A table of one side; a payload may name a table more than once, and then the parts add up.</summary>
internal sealed class ComparedTable
{
    internal Dictionary<string, ChainPolicy?> Declared { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ImmutableArray<Rule>> Rules { get; } = new(StringComparer.Ordinal);

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

    internal ImmutableArray<Rule> RulesOf(string chain) => Rules.GetValueOrDefault(chain, []);

    private void Add(Table table)
    {
        Deleted.UnionWith(table.DeletedChains);
        Declared.EnsureCapacity(Declared.Count + table.Chains.Length);
        Rules.EnsureCapacity(Rules.Count + table.Chains.Length);
        foreach (var chain in table.Chains)
        {
            if (chain.IsDeclared)
            {
                Declared[chain.Name] = chain.Policy;
            }

            ref var rules = ref CollectionsMarshal.GetValueRefOrAddDefault(Rules, chain.Name, out bool exists);
            rules = exists ? rules.AddRange(chain.Rules) : chain.Rules;
        }
    }
}

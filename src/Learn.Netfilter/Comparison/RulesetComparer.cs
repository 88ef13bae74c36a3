using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>
/// Compares rulesets as far as order has a meaning: not that of tables and chain lines, and not that of rules in the chains that kube-proxy
/// fills from a hash map. Counters, comment lines and quoting do not count.
/// </summary>
public static class RulesetComparer
{
    /// <summary>Compares two rulesets.</summary>
    /// <param name="expected">What should be.</param>
    /// <param name="actual">What is.</param>
    /// <param name="options">What counts as a difference.</param>
    /// <returns>The differences, table by table and chain by chain; empty if there are none.</returns>
    public static ImmutableArray<Difference> Compare(Ruleset expected, Ruleset actual, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        options ??= new ComparisonOptions();
        var wanted = ComparedTable.Of(expected);
        var found = ComparedTable.Of(actual);
        var differences = new DifferenceList();
        var words = options.Words;
        foreach (string table in wanted.Keys.Where(table => !found.ContainsKey(table)))
        {
            differences.Add(DifferenceKind.TableMissing, table, null, $"The table {table} {words.Missing}.");
        }

        foreach (string table in found.Keys.Where(table => !wanted.ContainsKey(table)))
        {
            differences.Add(DifferenceKind.TableUnexpected, table, null, $"The table {table} {words.ThereButUnexpected}.");
        }

        CheckNodePorts(wanted, words.Expected, differences);
        CheckNodePorts(found, words.Actual, differences);
        foreach (var (name, table) in wanted)
        {
            if (found.TryGetValue(name, out var other))
            {
                CompareChains(name, table, other, options, differences);
                var rules = new ChainComparison(expected, actual, options, name, differences);
                foreach (string chain in ChainsToCompare(table, other, rules))
                {
                    rules.Compare(chain, table.RulesOf(chain), other.RulesOf(chain));
                }

                CompareDeleted(name, table, other, options, differences);
            }
        }

        return differences.ToImmutable();
    }

    private static List<string> ChainsToCompare(ComparedTable wanted, ComparedTable found, ChainComparison rules)
    {
        var chains = new List<string>();
        foreach (var (chain, own) in wanted.Rules)
        {
            if (!rules.AreSame(own, found.RulesOf(chain)))
            {
                chains.Add(chain);
            }
        }

        chains.AddRange(found.Rules.Where(pair => !pair.Value.IsEmpty && !wanted.Rules.ContainsKey(pair.Key)).Select(pair => pair.Key));
        chains.Sort(StringComparer.Ordinal);
        return chains;
    }

    // kube-proxy says in a comment of this jump that it must be the last rule; behind it nothing would be reached for local addresses.
    private static void CheckNodePorts(Dictionary<string, ComparedTable> tables, string side, DifferenceList differences)
    {
        if (!tables.TryGetValue("nat", out var nat))
        {
            return;
        }

        var rules = nat.RulesOf("KUBE-SERVICES");
        int firstJump = -1, lastOther = -1;
        for (int index = 0; index < rules.Length; index++)
        {
            if (TableState.ChainCalledBy(rules[index]) == "KUBE-NODEPORTS")
            {
                firstJump = firstJump < 0 ? index : firstJump;
            }
            else
            {
                lastOther = index;
            }
        }

        if (firstJump >= 0 && firstJump < lastOther)
        {
            differences.Add(
                DifferenceKind.NodePortsNotLast, "nat", "KUBE-SERVICES",
                $"In nat KUBE-SERVICES of the {side} rules, the jump to KUBE-NODEPORTS stands before another rule; "
                    + "it has to be the last one.");
        }
    }

    private static void CompareChains(
        string name, ComparedTable wanted, ComparedTable found, ComparisonOptions options, DifferenceList differences)
    {
        string what = options.Payload ? "chain line of" : "chain";
        foreach (string chain in Only(wanted, found))
        {
            differences.Add(DifferenceKind.ChainMissing, name, chain, $"In {name} the {what} {chain} {options.Words.Missing}.");
        }

        foreach (string chain in Only(found, wanted))
        {
            differences.Add(DifferenceKind.ChainUnexpected, name, chain, $"In {name} the {what} {chain} {options.Words.ThereButUnexpected}.");
        }

        var others = wanted.Declared.Where(pair => found.Declared.TryGetValue(pair.Key, out var actual) && actual != pair.Value);
        foreach (var (chain, policy) in others.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            differences.Add(
                DifferenceKind.PolicyDiffers, name, chain,
                options.InTime
                    ? $"The policy of {name} {chain} is {Printed(found.Declared[chain])} now; it was {Printed(policy)}."
                    : $"The policy of {name} {chain} is {Printed(found.Declared[chain])}, but {Printed(policy)} is expected.");
        }
    }

    private static IEnumerable<string> Only(ComparedTable one, ComparedTable other) =>
        one.Declared.Keys.Where(chain => !other.Declared.ContainsKey(chain)).Order(StringComparer.Ordinal);

    private static string Printed(ChainPolicy? policy) => policy switch
    {
        null => "none",
        ChainPolicy.Accept => "ACCEPT",
        _ => "DROP",
    };

    private static void CompareDeleted(
        string name, ComparedTable wanted, ComparedTable found, ComparisonOptions options, DifferenceList differences)
    {
        foreach (string chain in found.Deleted.Where(chain => !options.Payload || !wanted.Deleted.Contains(chain)))
        {
            differences.Add(
                DifferenceKind.ChainDeleted, name, chain, $"In {name} the chain {chain} is deleted with -X, but should not be.");
        }

        if (!options.Payload)
        {
            return;
        }

        foreach (string chain in wanted.Deleted.Except(found.Deleted))
        {
            differences.Add(
                DifferenceKind.ChainNotDeleted, name, chain, $"In {name} the chain {chain} is not deleted with -X, but should be.");
        }

        foreach (string chain in found.Deleted.Where(chain => !found.Declared.ContainsKey(chain)))
        {
            differences.Add(
                DifferenceKind.DeletedWithoutChainLine, name, chain,
                $"In {name} the chain {chain} is deleted with -X without a chain line.");
        }
    }
}

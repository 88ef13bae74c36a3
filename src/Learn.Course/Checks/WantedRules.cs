using Learn.Netfilter;

namespace Learn.Course;

/// <summary>Holds the rules in a kernel against those that kube-proxy wants there.</summary>
internal static class WantedRules
{
    private const string OwnPrefix = "KUBE-";

    private static readonly ComparisonOptions Options = new() { IgnoreSpelling = true };

    /// <summary>What is not as kube-proxy wants it. Rules of others count only where they stand in chains of kube-proxy's.</summary>
    public static IReadOnlyList<Difference> Compare(Ruleset wanted, Ruleset found)
    {
        var chains = wanted.Tables.SelectMany(table => table.Chains.Select(chain => (table.Name, chain.Name))).ToHashSet();
        return [.. RulesetComparer.Compare(wanted, found, Options).Where(difference => Counts(difference, chains))];
    }

    private static bool Counts(Difference difference, HashSet<(string Table, string Chain)> chains) => difference.Kind switch
    {
        DifferenceKind.TableUnexpected or DifferenceKind.PolicyDiffers or DifferenceKind.RuleSpelledDifferently => false,
        // Others insert rules of their own in front of kube-proxy's jumps, which changes their places only.
        DifferenceKind.RuleUnexpected or DifferenceKind.RuleMoved
            => difference.Chain is { } chain && chain.StartsWith(OwnPrefix, StringComparison.Ordinal) && chains.Contains((difference.Table, chain)),
        // A leftover chain of kube-proxy's does nothing while no rule leads to it.
        DifferenceKind.ChainUnexpected => false,
        _ => true,
    };
}

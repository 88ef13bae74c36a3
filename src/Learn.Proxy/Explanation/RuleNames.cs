using System.Globalization;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What to say when a table, a chain or a rule does not exist: which there are, and which was probably meant.</summary>
internal static class RuleNames
{
    internal static ArgumentException NoTable(Ruleset ruleset, string table) => new(
        $"There is no table \"{table}\" in these rules. They have: {string.Join(", ", ruleset.Tables.Select(each => each.Name).Distinct())}.");

    internal static ArgumentException NoChain(Ruleset ruleset, string table, string chain)
    {
        string[] chains = [.. ruleset.Tables.Where(each => each.Name == table).SelectMany(each => each.Chains).Select(each => each.Name)];
        string[] elsewhere = [.. ruleset.Tables.Where(each => each.Name != table && each.Find(chain) is not null).Select(each => each.Name).Distinct()];
        if (elsewhere.Length > 0)
        {
            return new($"There is no chain \"{chain}\" in the table {table}, but in {string.Join(" and ", elsewhere)}.");
        }

        return new($"There is no chain \"{chain}\" in the table {table}. {Meant(chain, chains)}");
    }

    /// <summary>Which of some names was probably meant; a few of them where none is near.</summary>
    internal static string Meant(string name, IReadOnlyCollection<string> names)
    {
        const int Few = 12;
        string? nearest = Suggestion.Nearest(name, names) ?? names.FirstOrDefault(each => each.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return nearest is not null ? $"Did you mean {nearest}?"
            : names.Count == 0 ? "There is none at all."
            : $"There {(names.Count == 1 ? "is" : "are")}: {string.Join(", ", names.Take(Few))}{(names.Count > Few ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - Few:N0} more") : "")}.";
    }

    internal static ArgumentException NoRule(string table, Chain chain, int number) => new(string.Create(CultureInfo.InvariantCulture,
        $"There is no rule {number} in the chain {chain.Name} of the table {table}: {Count(chain.Rules.Length)}."));

    private static string Count(int rules) => rules switch
    {
        0 => "it is empty",
        1 => "it has one rule, number 1",
        _ => string.Create(CultureInfo.InvariantCulture, $"its rules are numbered 1 to {rules}"),
    };
}

using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>The tables of one address family: what <c>iptables-save</c> prints, or what a restore payload asks for. Immutable.</summary>
public sealed class Ruleset
{
    /// <summary>Makes a ruleset.</summary>
    /// <param name="family">The address family.</param>
    /// <param name="tables">The tables in the order of the text. A payload may name a table more than once.</param>
    public Ruleset(IpFamily family, ImmutableArray<Table> tables)
    {
        Family = family;
        Tables = tables.IsDefault ? [] : tables;
    }

    /// <summary>The address family.</summary>
    public IpFamily Family { get; }

    /// <summary>The tables in the order of the text. Never default.</summary>
    public ImmutableArray<Table> Tables { get; }

    /// <summary>Comment lines and empty lines after the last table. Never default.</summary>
    public ImmutableArray<string> TrailingComments { get; init; } = [];

    /// <summary>
    /// The style of the text that the rules were read from; null if they were not read, or if both styles would look the same.
    /// Printed in this style, rules keep their original spelling.
    /// </summary>
    public TextStyle? WrittenIn { get; init; }

    /// <summary>Number of rules in all tables.</summary>
    public int RuleCount => Tables.Sum(table => table.RuleCount);

    /// <summary>The first table of this name, or null.</summary>
    public Table? Find(string table) => Tables.FirstOrDefault(candidate => candidate.Name == table);

    /// <summary>The chain of this name in the first table of that name, or null.</summary>
    public Chain? Find(string table, string chain) => Find(table)?.Find(chain);
}

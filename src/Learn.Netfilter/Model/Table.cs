using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>A table (mangle, nat, filter, …) with its chains. Immutable.</summary>
public sealed class Table
{
    private readonly Lazy<Dictionary<string, Chain>> _byName;

    /// <summary>Makes a table.</summary>
    /// <param name="name">Its name, in lower case.</param>
    /// <param name="chains">Its chains, in the order of their chain lines; no two with the same name.</param>
    public Table(string name, ImmutableArray<Chain> chains)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Chains = chains.IsDefault ? [] : chains;
        _byName = new(NameChains);
    }

    /// <summary>The name: <c>raw</c>, <c>mangle</c>, <c>nat</c>, <c>filter</c> or <c>security</c>.</summary>
    public string Name { get; }

    /// <summary>The chains in the order of their chain lines. Never default.</summary>
    public ImmutableArray<Chain> Chains { get; }

    /// <summary>
    /// The lines of the table as they were written. Default when chain lines followed by the rules of one chain after the other say
    /// it all, which is the normal case of a save.
    /// </summary>
    public ImmutableArray<TableLine> Lines { get; init; }

    /// <summary>Comment lines and empty lines that stood before the line with the table's name. Never default.</summary>
    public ImmutableArray<string> LeadingComments { get; init; } = [];

    /// <summary>False if the text ended, or went on to another table, without <c>COMMIT</c>.</summary>
    public bool IsCommitted { get; init; } = true;

    /// <summary>The chains that a payload deletes with <c>-X</c>, in its order.</summary>
    public ImmutableArray<string> DeletedChains => Lines.IsDefault
        ? []
        : [.. Lines.Where(line => line.Kind == TableLineKind.DeleteChain).Select(line => line.Text)];

    /// <summary>Number of rules in all chains.</summary>
    public int RuleCount => Chains.Sum(chain => chain.Rules.Length);

    /// <summary>The chain of this name, or null.</summary>
    public Chain? Find(string chain) => _byName.Value.GetValueOrDefault(chain);

    /// <inheritdoc />
    public override string ToString() => Name;

    private Dictionary<string, Chain> NameChains()
    {
        // Names that were no valid UTF-8 may look the same by now.
        var chains = new Dictionary<string, Chain>(Chains.Length, StringComparer.Ordinal);
        foreach (var chain in Chains)
        {
            chains.TryAdd(chain.Name, chain);
        }

        return chains;
    }
}

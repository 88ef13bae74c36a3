using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>A chain of a table with its rules. Immutable.</summary>
public sealed class Chain
{
    private ChainIndex? _index;

    /// <summary>Makes a chain.</summary>
    /// <param name="name">Its name; see <see cref="Name"/>.</param>
    /// <param name="rules">Its rules, in the order in which packets meet them.</param>
    /// <param name="policy">The policy of a built-in chain; null for a user-defined one.</param>
    /// <param name="counters">What the chain line carries; for a user-defined chain always zero.</param>
    public Chain(string name, ImmutableArray<Rule> rules, ChainPolicy? policy = null, Counters counters = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Rules = rules.IsDefault ? [] : rules;
        Policy = policy;
        Counters = counters;
    }

    /// <summary>The name. iptables allows at most 28 bytes, without blanks, not beginning with a hyphen or an exclamation mark.</summary>
    public string Name { get; }

    /// <summary>The policy of a built-in chain; null for a user-defined chain, where iptables prints a hyphen.</summary>
    public ChainPolicy? Policy { get; }

    /// <summary>Traffic that met the policy. Zero for a user-defined chain.</summary>
    public Counters Counters { get; }

    /// <summary>The rules, in the order in which packets meet them. Never default.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>
    /// False if the text had rules for this chain, but no chain line: a restore payload then adds to whatever the chain holds
    /// instead of emptying it first.
    /// </summary>
    public bool IsDeclared { get; init; } = true;

    /// <summary>True if the chain is one of those that the kernel calls by itself.</summary>
    public bool IsBuiltIn => Policy is not null;

    /// <summary>Finds rules for a packet; null for a short chain. Made when it is first asked for.</summary>
    internal ChainIndex? Index => Rules.Length < ChainIndex.LeastRules ? null : _index ??= new ChainIndex(this);

    /// <inheritdoc />
    public override string ToString() => Name;
}

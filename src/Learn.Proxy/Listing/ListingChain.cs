using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Rules of one chain within a <see cref="ListingGroup"/>.</summary>
/// <param name="Reading">What the chain is.</param>
/// <param name="Chain">The chain with all its rules.</param>
/// <param name="Numbers">The numbers of the rules that are listed here, counted from 1.</param>
public sealed record ListingChain(ChainReading Reading, Chain Chain, ImmutableArray<int> Numbers)
{
    /// <summary>The table.</summary>
    public string Table => Reading.Table;

    /// <summary>The chain's name.</summary>
    public string Name => Reading.Chain;

    /// <summary>True if all rules of the chain are listed here.</summary>
    public bool IsWhole => Numbers.Length == Chain.Rules.Length;
}

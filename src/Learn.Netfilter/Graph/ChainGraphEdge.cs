using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>The rules by which packets get from one node of a <see cref="ChainGraph"/> to another.</summary>
/// <param name="From">The node with the rules.</param>
/// <param name="To">The node that they lead to.</param>
/// <param name="Rules">The rules, in their order.</param>
public sealed record ChainGraphEdge(string From, string To, ImmutableArray<ChainGraphRule> Rules)
{
    /// <summary>Packets that the rules have seen; null if nobody counted.</summary>
    public ulong? Packets => Rules.Any(rule => rule.Packets is not null) ? Rules.Aggregate(0UL, (sum, rule) => sum + (rule.Packets ?? 0)) : null;

    /// <summary>True if the packets come back for certain: the chain only marks them.</summary>
    public bool IsSideTrip { get; init; }
}

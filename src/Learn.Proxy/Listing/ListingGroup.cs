using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>Rules that a listing folds into one.</summary>
/// <param name="Kind">What they have in common.</param>
/// <param name="Name">The Service, or what the others are.</param>
/// <param name="Ports">The service ports; none for rules of no Service.</param>
/// <param name="Chains">The rules, chain by chain.</param>
public sealed record ListingGroup(ListingGroupKind Kind, string Name, ImmutableArray<ServiceReading> Ports, ImmutableArray<ListingChain> Chains)
{
    /// <summary>Number of rules.</summary>
    public int RuleCount => Chains.Sum(chain => chain.Numbers.Length);

    /// <summary>Packets that rules of the group have matched, or for a Service, that came to its addresses; null without counters.</summary>
    public ulong? Packets { get; init; }
}

namespace Learn.Netfilter;

/// <summary>An ipset: <c>-m set --match-set name directions</c>.</summary>
/// <param name="Name">The name of the set.</param>
/// <param name="Directions">Which fields of the packet are looked up, for example <c>src</c> or <c>dst,dst</c>.</param>
/// <param name="Inverted">True if the packet must not be in the set.</param>
public sealed record SetMatch(string Name, string Directions, bool Inverted = false) : Match
{
    internal override MatchKind Kind => MatchKind.Set;
}

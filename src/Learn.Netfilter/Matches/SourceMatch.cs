namespace Learn.Netfilter;

/// <summary>The source address: <c>-s</c>.</summary>
/// <param name="Address">The addresses that match.</param>
/// <param name="Inverted">True if all other addresses match: <c>! -s</c>.</param>
public sealed record SourceMatch(AddressPattern Address, bool Inverted = false) : Match
{
    internal override MatchKind Kind => MatchKind.Source;
}

namespace Learn.Netfilter;

/// <summary>The destination address: <c>-d</c>.</summary>
/// <param name="Address">The addresses that match.</param>
/// <param name="Inverted">True if all other addresses match: <c>! -d</c>.</param>
public sealed record DestinationMatch(AddressPattern Address, bool Inverted = false) : Match
{
    internal override MatchKind Kind => MatchKind.Destination;
}

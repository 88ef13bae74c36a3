namespace Learn.Netfilter;

/// <summary>The type of the addresses: <c>-m addrtype</c>.</summary>
/// <param name="Source">The source must be of one of these types; <see cref="AddressTypes.None"/> if it does not matter.</param>
/// <param name="Destination">The destination must be of one of these types; <see cref="AddressTypes.None"/> if it does not matter.</param>
/// <param name="SourceInverted">True if the source must be of none of these types.</param>
/// <param name="DestinationInverted">True if the destination must be of none of these types.</param>
/// <param name="Interface">Whether only one interface is looked at.</param>
public sealed record AddressTypeMatch(
    AddressTypes Source = AddressTypes.None,
    AddressTypes Destination = AddressTypes.None,
    bool SourceInverted = false,
    bool DestinationInverted = false,
    AddressTypeInterface Interface = AddressTypeInterface.Any) : Match
{
    internal override MatchKind Kind => MatchKind.AddressType;
}

namespace Learn.Netfilter;

/// <summary>The protocol alone: <c>-p</c>. With <c>-m tcp</c> and its like it is a <see cref="TransportMatch"/>.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Inverted">True if all other protocols match: <c>! -p</c>.</param>
public sealed record ProtocolMatch(IpProtocol Protocol, bool Inverted = false) : Match
{
    internal override MatchKind Kind => MatchKind.Protocol;
}

namespace Learn.Netfilter;

/// <summary>A <see cref="TransportMatch"/> whose protocol and ports may stand apart: <c>-m tcp -p tcp -d ADDRESS --dport 80</c>.</summary>
/// <param name="Place">Its place among the matches.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Source">The source ports.</param>
/// <param name="Destination">The destination ports.</param>
internal readonly record struct TransportDraft(int Place, IpProtocol Protocol, PortRange? Source, PortRange? Destination);

namespace Learn.Netfilter;

/// <summary>
/// The protocol with its ports: <c>-p tcp -m tcp --sport … --dport …</c>. Besides TCP also UDP, SCTP and UDP-Lite. In a restore
/// payload a <see cref="DestinationMatch"/> that directly follows is written between the protocol and the ports, as kube-proxy does.
/// </summary>
/// <param name="Protocol">The protocol; its name is also that of the match extension.</param>
/// <param name="SourcePorts">The source ports, or null for any.</param>
/// <param name="DestinationPorts">The destination ports, or null for any.</param>
public sealed record TransportMatch(IpProtocol Protocol, PortRange? SourcePorts = null, PortRange? DestinationPorts = null) : Match
{
    private static readonly TransportMatch TcpAlone = new(IpProtocol.Tcp);
    private static readonly TransportMatch UdpAlone = new(IpProtocol.Udp);
    private static readonly TransportMatch SctpAlone = new(IpProtocol.Sctp);

    internal override MatchKind Kind => MatchKind.Transport;

    /// <summary>The match for a protocol with any port; shared for the usual protocols.</summary>
    public static TransportMatch WithoutPorts(IpProtocol protocol) => protocol.Number switch
    {
        6 => TcpAlone,
        17 => UdpAlone,
        132 => SctpAlone,
        _ => new(protocol),
    };
}

using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Everything that decides about rules and is the same for all Services of one half.</summary>
internal sealed record RuleSettings(
    IpFamily Family,
    uint MasqueradeMark,
    bool MasqueradeAll,
    bool LocalhostNodePorts,
    bool DropsInvalid,
    bool RandomFully,
    NodePortAddresses NodePorts,
    PodDetector? Detector,
    IPAddress NodeAddress)
{
    internal static readonly JumpTarget ToMarkMasquerade = new(ProxyChains.MarkMasquerade);

    internal static readonly AddressTypeMatch ToLocal = new(Destination: AddressTypes.Local);

    internal static readonly AddressTypeMatch FromLocal = new(Source: AddressTypes.Local);

    private static readonly TransportMatch s_tcp = new(IpProtocol.Tcp);
    private static readonly TransportMatch s_udp = new(IpProtocol.Udp);
    private static readonly TransportMatch s_sctp = new(IpProtocol.Sctp);

    /// <summary>A protocol of Services, whatever the port.</summary>
    internal static TransportMatch AnyPort(IpProtocol protocol) =>
        protocol == IpProtocol.Tcp ? s_tcp : protocol == IpProtocol.Udp ? s_udp : s_sctp;
}

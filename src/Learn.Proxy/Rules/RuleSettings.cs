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
}

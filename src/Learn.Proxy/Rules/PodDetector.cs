using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>How the traffic of pods is told from other traffic: a match, and its contrary.</summary>
/// <param name="IsPod">Matches traffic of pods.</param>
/// <param name="IsNoPod">Matches all other traffic.</param>
internal sealed record PodDetector(Match IsPod, Match IsNoPod)
{
    /// <summary>The detector that a configuration asks for; null if pods cannot be told apart.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="family">The family.</param>
    /// <param name="nodeCidrs">The <c>spec.podCIDRs</c> of the node.</param>
    internal static PodDetector? From(ProxyConfiguration configuration, IpFamily family, IEnumerable<IPNetwork> nodeCidrs) =>
        configuration.DetectLocalMode switch
        {
            LocalDetection.BridgeInterface => OfInterface(configuration.BridgeInterface),
            LocalDetection.InterfaceNamePrefix => OfInterface(configuration.InterfaceNamePrefix + "+"),
            LocalDetection.NodeCidr => OfFirst(nodeCidrs, family),
            _ => OfFirst(configuration.ClusterCidrs, family),
        };

    private static PodDetector? OfFirst(IEnumerable<IPNetwork> networks, IpFamily family)
    {
        foreach (IPNetwork network in networks)
        {
            if (AddressForms.FamilyOf(network.BaseAddress) == family)
            {
                // A single host is written with its prefix length, too.
                var pattern = new AddressPattern(network, network.ToString());
                return new(new SourceMatch(pattern), new SourceMatch(pattern, Inverted: true));
            }
        }

        return null;
    }

    private static PodDetector OfInterface(string pattern) =>
        new(new InInterfaceMatch(pattern), new InInterfaceMatch(pattern, Inverted: true));
}

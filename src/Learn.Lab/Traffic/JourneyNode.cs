using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Learn;

/// <summary>A node as a packet on its way sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Addresses">Its InternalIPs.</param>
/// <param name="Gateways">The addresses of its bridge.</param>
/// <param name="IsReachable">Whether packets of other hosts come through to it.</param>
internal sealed record JourneyNode(string Name, ImmutableArray<IPAddress> Addresses, ImmutableArray<IPAddress> Gateways, bool IsReachable = true)
{
    /// <summary>All addresses that the node takes as its own.</summary>
    public ImmutableHashSet<IPAddress> LocalAddresses => [.. Addresses, .. Gateways];

    /// <summary>What a masqueraded packet carries that leaves towards a pod of this node, or towards another host.</summary>
    public IPAddress? Masquerade(AddressFamily family, bool towardsOwnPod) => (towardsOwnPod ? Gateways : Addresses).FirstOrDefault(address => address.AddressFamily == family);

    /// <summary>The node of a lab.</summary>
    public static JourneyNode Of(LabNode node) => new(node.Name, node.Addresses, [.. node.PodGateways], !node.IsCutOff);
}

using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn;

/// <summary>A pod as a packet on its way sees it.</summary>
/// <param name="Name">What results call it.</param>
/// <param name="Node">Its node.</param>
/// <param name="Addresses">Its addresses; those of its node if it shares the node's network.</param>
/// <param name="UsesHostNetwork">Whether it shares the node's network.</param>
/// <param name="Ports">Where it listens.</param>
internal sealed record JourneyPod(string Name, string Node, ImmutableArray<IPAddress> Addresses, bool UsesHostNetwork, ImmutableHashSet<(IpProtocol Protocol, int Port)> Ports)
{
    /// <summary>A pod of a lab.</summary>
    public static JourneyPod Of(RunningPod pod) => new(
        pod.DisplayName,
        pod.Node.Name,
        pod.Addresses,
        pod.UsesHostNetwork,
        [
            .. pod.Listeners.Select(listener => (listener.Transport == Transport.Udp ? IpProtocol.Udp : IpProtocol.Tcp, listener.Port)),
            .. Workload.KindOf(pod.Pod) == WorkloadKind.Dns ? ClusterDns.Ports : [],
        ]);
}

using System.Net;

namespace Learn;

/// <summary>What a kubelet knows of a pod.</summary>
/// <param name="Addresses">The pod's addresses, one per family, at least one.</param>
/// <param name="HostAddresses">The node's.</param>
/// <param name="StartTime">When the kubelet took the pod in hand.</param>
/// <param name="Containers">Its containers, sidecars first.</param>
internal sealed record PodReport(
    IReadOnlyList<IPAddress> Addresses, IReadOnlyList<IPAddress> HostAddresses, DateTimeOffset StartTime, IReadOnlyList<ContainerReport> Containers);

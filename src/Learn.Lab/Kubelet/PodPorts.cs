using k8s.Models;
using Learn.Sandbox;

namespace Learn;

/// <summary>Where the built-in workload of a pod listens: on every containerPort that it can serve.</summary>
internal static class PodPorts
{
    /// <summary>The annotation by which a pod asks for another workload than the built-in one.</summary>
    public const string WorkloadAnnotation = "learn/workload";

    /// <summary>Its value for a pod in which the cluster's name server runs (<see cref="ClusterDns"/>), on all ports of the pod.</summary>
    public const string DnsWorkload = "dns";

    /// <summary>Whether the cluster's name server runs in a pod.</summary>
    public static bool IsNameServer(V1Pod pod)
        => pod.Metadata?.Annotations is { } annotations && annotations.TryGetValue(WorkloadAnnotation, out string? workload) && workload == DnsWorkload;

    /// <summary>The listeners of a pod, each port and transport once, however many containers name it.</summary>
    public static IReadOnlyList<ResponderListener> Of(V1Pod pod)
        => IsNameServer(pod) ? [] :
           [.. from container in pod.Spec.Containers
               from port in container.Ports ?? []
               let transport = TransportOf(port.Protocol)
               where transport is not null
               group port by (transport.Value, port.ContainerPort) into same
               select new ResponderListener(same.Key.Value, same.Key.ContainerPort)];

    /// <summary>Ports that no workload of the lab can serve, as sentences.</summary>
    public static IEnumerable<string> Unserved(V1Pod pod)
        => from container in pod.Spec.Containers
           from port in container.Ports ?? []
           where TransportOf(port.Protocol) is null
           select $"nothing listens on container port {port.ContainerPort}/{port.Protocol}: the lab's workload serves TCP and UDP.";

    private static Transport? TransportOf(string? protocol) => protocol switch
    {
        null or "TCP" => Transport.Tcp,
        "UDP" => Transport.Udp,
        _ => null,
    };
}

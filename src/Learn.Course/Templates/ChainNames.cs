using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Course;

/// <summary>The names of the chains that kube-proxy makes for objects.</summary>
internal static class ChainNames
{
    /// <summary>KUBE-SVC-… of a port of a Service.</summary>
    public static string OfService(V1Service service, V1ServicePort port) => ProxyChains.ServicePrefix + ProxyChains.Hash(NameOf(service, port));

    /// <summary>KUBE-SEP-… of a Pod behind a port of a Service; null if it is no endpoint. Of several families the first of the Service counts.</summary>
    public static string? OfEndpoint(V1Service service, V1ServicePort port, IEnumerable<V1EndpointSlice> slices, string pod)
    {
        string family = service.Spec.IpFamilies?.FirstOrDefault() ?? "IPv4";
        var found = from slice in slices
                    where slice.AddressType == family
                    from endpoint in slice.Endpoints ?? []
                    where endpoint.TargetRef?.Name == pod
                    from target in slice.Ports ?? []
                    where (target.Name ?? "") == (port.Name ?? "") && target.Port is not null
                    select family == "IPv6" ? $"[{endpoint.Addresses[0]}]:{target.Port}" : $"{endpoint.Addresses[0]}:{target.Port}";
        return found.FirstOrDefault() is { } text ? ProxyChains.OfEndpoint(NameOf(service, port), text) : null;
    }

    private static ServicePortName NameOf(V1Service service, V1ServicePort port) => new(
        new NamespacedName(service.Metadata.NamespaceProperty ?? Lab.DefaultNamespace, service.Metadata.Name),
        port.Name ?? "",
        port.Protocol switch { "UDP" => IpProtocol.Udp, "SCTP" => IpProtocol.Sctp, _ => IpProtocol.Tcp });
}

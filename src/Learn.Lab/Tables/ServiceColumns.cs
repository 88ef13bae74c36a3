using System.Globalization;
using k8s.Models;

namespace Learn;

/// <summary>The columns of Services.</summary>
internal static class ServiceColumns
{
    // Without -o wide, a longer list of a load balancer's addresses is cut off.
    private const int BalancerWidth = 16;

    /// <summary>The columns.</summary>
    public static TableColumns Columns { get; } = TableColumns.Of<V1Service>(
        ["type", "cluster-ip", "external-ip", "port(s)", "age"],
        (service, now) =>
        [
            service.Spec.Type ?? "",
            service.Spec.ClusterIPs is { Count: > 0 } addresses ? addresses[0] : TableColumns.OrNone(service.Spec.ClusterIP),
            External(service),
            TableColumns.OrNone(string.Join(',', (service.Spec.Ports ?? []).Select(Port))),
            TableColumns.Age(service.Metadata.CreationTimestamp, now),
        ],
        ["selector"],
        service => [TableColumns.Labels(service.Spec.Selector)]);

    private static string External(V1Service service)
    {
        var given = service.Spec.ExternalIPs ?? [];
        switch (service.Spec.Type)
        {
            case "ExternalName":
                return service.Spec.ExternalName ?? "";
            case "LoadBalancer":
                string balancer = Balancer(service);
                return balancer.Length == 0 && given.Count == 0 ? "<pending>" : string.Join(',', (balancer.Length == 0 ? [] : (string[])[balancer]).Concat(given));
            default:
                return TableColumns.OrNone(string.Join(',', given));
        }
    }

    private static string Balancer(V1Service service)
    {
        var ingress = service.Status?.LoadBalancer?.Ingress ?? [];
        string text = string.Join(',', ingress.Select(one => string.IsNullOrEmpty(one.Ip) ? one.Hostname : one.Ip).Where(address => !string.IsNullOrEmpty(address)).Distinct().Order(StringComparer.Ordinal));
        return text.Length > BalancerWidth ? text[..(BalancerWidth - 3)] + "..." : text;
    }

    private static string Port(V1ServicePort port) => port.NodePort is { } nodePort and not 0
        ? string.Create(CultureInfo.InvariantCulture, $"{port.Port}:{nodePort}/{port.Protocol}")
        : string.Create(CultureInfo.InvariantCulture, $"{port.Port}/{port.Protocol}");
}

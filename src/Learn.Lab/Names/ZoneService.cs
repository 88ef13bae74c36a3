using System.Collections.Immutable;
using System.Net;
using k8s.Models;

namespace Learn;

/// <summary>One Service with its EndpointSlices, as names need them. What takes work is done when somebody first asks.</summary>
internal sealed class ZoneService
{
    private readonly Lazy<ImmutableArray<ZoneEndpoint>> endpoints;
    private readonly Lazy<ImmutableArray<IPAddress>> clusterAddresses;

    /// <summary>Keeps the objects; they are only read.</summary>
    /// <param name="service">The Service; null while there are slices without one.</param>
    /// <param name="slices">Its slices by name.</param>
    public ZoneService(V1Service? service, ImmutableSortedDictionary<string, V1EndpointSlice> slices)
    {
        Service = service;
        Slices = slices;
        endpoints = new(() => [.. Slices.Values.SelectMany(EndpointsOf)]);
        clusterAddresses = new(() => [.. ClusterIPs(service).Select(IPAddress.Parse)]);
    }

    /// <summary>The Service.</summary>
    public V1Service? Service { get; }

    /// <summary>Its slices by name.</summary>
    public ImmutableSortedDictionary<string, V1EndpointSlice> Slices { get; }

    /// <summary>The name that an ExternalName Service stands for; null for any other.</summary>
    public string? Alias => Service?.Spec.Type == "ExternalName" ? Service.Spec.ExternalName : null;

    /// <summary>Whether the name leads to the endpoints themselves.</summary>
    public bool IsHeadless => Alias is null && Service?.Spec.ClusterIP == "None";

    /// <summary>The cluster IPs, the primary family first.</summary>
    public ImmutableArray<IPAddress> ClusterAddresses => clusterAddresses.Value;

    /// <summary>The ready endpoints. (With publishNotReadyAddresses all are called ready already in their slices.)</summary>
    public ImmutableArray<ZoneEndpoint> Endpoints => endpoints.Value;

    /// <summary>The Service's own ports.</summary>
    public IEnumerable<ZonePort> Ports
        => (Service?.Spec.Ports ?? []).Select(port => new ZonePort(port.Name ?? "", port.Protocol ?? "TCP", (ushort)port.Port));

    private static IEnumerable<string> ClusterIPs(V1Service? service)
        => service?.Spec.ClusterIP is null or "" or "None" ? []
            : service.Spec.ClusterIPs is { Count: > 0 } all ? all
            : [service.Spec.ClusterIP];

    private static IEnumerable<ZoneEndpoint> EndpointsOf(V1EndpointSlice slice)
    {
        // A slice without a number means "all ports"; there is nothing to say about them.
        ImmutableArray<ZonePort> ports = [.. (slice.Ports ?? []).Where(port => port.Port is > 0)
            .Select(port => new ZonePort(port.Name ?? "", port.Protocol ?? "TCP", (ushort)(port.Port ?? 0)))];
        return from endpoint in slice.Endpoints ?? []
               where endpoint.Conditions?.Ready ?? true
               from text in endpoint.Addresses
               let address = IPAddress.TryParse(text, out var parsed) ? parsed : null
               // Slices of names (addressType FQDN) have no addresses to give.
               where address is not null
               select new ZoneEndpoint(string.IsNullOrEmpty(endpoint.Hostname) ? Dashed(address) : endpoint.Hostname, address, ports);
    }

    // 10-244-0-5 and fd00-10-244--5, as CoreDNS names an endpoint without a hostname.
    private static string Dashed(IPAddress address) => address.ToString().Replace('.', '-').Replace(':', '-');
}

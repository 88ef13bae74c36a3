using System.Net;

namespace Learn;

/// <summary>One address, and port if there is one, that a name below a Service leads to.</summary>
/// <param name="Name">The name of the Service or of the endpoint, which SRV records point to.</param>
/// <param name="Address">The address.</param>
/// <param name="Port">The port; null for an endpoint without ports.</param>
internal sealed record ServiceTarget(string Name, IPAddress Address, ZonePort? Port)
{
    /// <summary>What a name leads to; empty if there is no such name.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="below">The labels before the Service's name, in lower case: none, an endpoint's, or <c>_port</c> and <c>_protocol</c>.</param>
    /// <param name="serviceName">The whole name of the Service.</param>
    public static IReadOnlyList<ServiceTarget> Find(ZoneService service, IReadOnlyList<string> below, string serviceName)
    {
        string? endpointLabel = below is [var only] ? only : null;
        if (!service.IsHeadless && endpointLabel is null)
        {
            return [.. from port in service.Ports
                       where Selects(below, port)
                       from address in service.ClusterAddresses
                       select new ServiceTarget(serviceName, address, port)];
        }

        return [.. from endpoint in service.Endpoints
                   where endpointLabel is null || endpointLabel.Equals(endpoint.Label, StringComparison.OrdinalIgnoreCase)
                   from port in endpoint.Ports.IsEmpty ? [null] : endpoint.Ports.Cast<ZonePort?>()
                   where Selects(below, port)
                   select new ServiceTarget($"{endpoint.Label}.{serviceName}", endpoint.Address, port)];
    }

    private static bool Selects(IReadOnlyList<string> below, ZonePort? port)
        => below is not [var name, var protocol] || (port is not null && port.Name.Length > 0 && Is(name, port.Name) && Is(protocol, port.Protocol));

    // CoreDNS does without the underscores too.
    private static bool Is(string label, string text)
        => (label is ['_', .. var rest] ? rest : label).Equals(text, StringComparison.OrdinalIgnoreCase);
}

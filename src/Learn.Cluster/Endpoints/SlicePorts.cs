using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>The ports of a slice. Endpoints share a slice only if they have the same ports.</summary>
internal sealed class SlicePorts : IEquatable<SlicePorts>
{
    private readonly string key;

    private SlicePorts(IReadOnlyList<Discoveryv1EndpointPort> ports)
    {
        Ports = ports;
        key = string.Join(
            ';',
            ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Name}/{port.Protocol}/{port.Port}/{port.AppProtocol}"))
                .Order(StringComparer.Ordinal));
    }

    public IReadOnlyList<Discoveryv1EndpointPort> Ports { get; }

    /// <summary>The ports of a Service for a Pod. A named target port that the Pod lacks is left out.</summary>
    public static SlicePorts Of(V1Service service, V1Pod pod)
    {
        var ports = new List<Discoveryv1EndpointPort>();
        foreach (var port in service.Spec.Ports ?? [])
        {
            if (PodEndpoint.ResolvePort(pod, port) is { } number)
            {
                ports.Add(new Discoveryv1EndpointPort
                {
                    Name = port.Name ?? "",
                    Protocol = port.Protocol,
                    Port = number,
                    AppProtocol = port.AppProtocol,
                });
            }
        }

        return new SlicePorts(ports);
    }

    /// <summary>The ports of a slice that exists.</summary>
    public static SlicePorts Of(V1EndpointSlice slice) => new([.. slice.Ports ?? []]);

    public bool Equals(SlicePorts? other) => other is not null && key == other.key;

    public override bool Equals(object? obj) => Equals(obj as SlicePorts);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(key);
}

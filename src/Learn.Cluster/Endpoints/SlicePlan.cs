using k8s.Models;

namespace Learn.Cluster;

/// <summary>What becomes of one slice.</summary>
/// <param name="existing">The stored slice; null for a new one.</param>
/// <param name="ports">Its ports.</param>
internal sealed class SlicePlan(V1EndpointSlice? existing, SlicePorts ports)
{
    public V1EndpointSlice? Existing { get; } = existing;

    public SlicePorts Ports { get; } = ports;

    /// <summary>The endpoints, by the name of their Pod.</summary>
    public List<V1Endpoint> Endpoints { get; } = [];

    /// <summary>Whether it differs from the stored one.</summary>
    public bool IsChanged { get; set; } = existing is null;

    public static string PodOf(V1Endpoint endpoint) => endpoint.TargetRef?.Name ?? "";

    /// <summary>Adds an endpoint at its place.</summary>
    public void Insert(V1Endpoint endpoint)
    {
        var at = Endpoints.FindIndex(other => string.CompareOrdinal(PodOf(other), PodOf(endpoint)) > 0);
        Endpoints.Insert(at < 0 ? Endpoints.Count : at, endpoint);
        IsChanged = true;
    }

    /// <summary>Means an endpoint for one zone, or (with null) for all. The stored endpoint stays as it is.</summary>
    public void SetHint(int index, string? zone)
    {
        var endpoint = Endpoints[index];
        var present = endpoint.Hints?.ForZones;
        if (zone is null ? present is null or { Count: 0 } : present is [var only] && only.Name == zone)
        {
            return;
        }

        Endpoints[index] = new V1Endpoint
        {
            Addresses = endpoint.Addresses,
            Conditions = endpoint.Conditions,
            DeprecatedTopology = endpoint.DeprecatedTopology,
            Hints = zone is null ? null : new V1EndpointHints { ForZones = [new V1ForZone { Name = zone }] },
            Hostname = endpoint.Hostname,
            NodeName = endpoint.NodeName,
            TargetRef = endpoint.TargetRef,
            Zone = endpoint.Zone,
        };
        IsChanged = true;
    }
}

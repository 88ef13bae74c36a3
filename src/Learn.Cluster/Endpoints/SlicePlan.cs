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
}

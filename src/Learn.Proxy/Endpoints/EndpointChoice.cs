using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>Which endpoints of a service port this node uses for what. The lists keep the order of the endpoints.</summary>
/// <param name="Cluster">Endpoints for traffic that may leave the node.</param>
/// <param name="Local">Endpoints for traffic that has to stay on the node; empty if no policy asks for them.</param>
/// <param name="Reachable">Every member of either list, once: those that need a chain of their own.</param>
/// <param name="HasAny">True if a usable endpoint exists anywhere, on this node or another one.</param>
public sealed record EndpointChoice(
    ImmutableArray<Endpoint> Cluster,
    ImmutableArray<Endpoint> Local,
    ImmutableArray<Endpoint> Reachable,
    bool HasAny)
{
    /// <summary>No endpoint at all.</summary>
    public static EndpointChoice Nothing { get; } = new([], [], [], false);

    /// <summary>Chooses.</summary>
    /// <param name="endpoints">All endpoints of the service port, sorted by <see cref="Endpoint.Text"/>.</param>
    /// <param name="port">The service port: its policies and its annotation count.</param>
    /// <param name="zone">The zone of the node; null or empty if it has none.</param>
    public static EndpointChoice Choose(ImmutableArray<Endpoint> endpoints, ServicePort port, string? zone)
    {
        ArgumentNullException.ThrowIfNull(port);
        if (endpoints.Length == 0)
        {
            return Nothing;
        }

        ImmutableArray<Endpoint> cluster = [];
        if (port.UsesClusterEndpoints)
        {
            // Most Services use every endpoint: the given list serves then, without a copy.
            cluster = port.UsesTopologyHints && HintsApply(endpoints, zone)
                ? HintedFor(endpoints, zone!)
                : Where(endpoints, static endpoint => endpoint.IsReady);
            if (cluster.Length == 0)
            {
                cluster = Where(endpoints, static endpoint => endpoint.IsFallback);
            }
        }

        if (!port.UsesLocalEndpoints)
        {
            return new(cluster, [], cluster, cluster.Length > 0);
        }

        ImmutableArray<Endpoint> local = Where(endpoints, static endpoint => endpoint.IsLocal && endpoint.IsReady);
        if (local.Length == 0)
        {
            local = Where(endpoints, static endpoint => endpoint.IsLocal && endpoint.IsFallback);
        }

        bool any = cluster.Length > 0 || endpoints.Any(static endpoint => endpoint.IsReady || endpoint.IsFallback);
        return port.UsesClusterEndpoints
            ? new(cluster, local, Union(endpoints, cluster, local), any)
            : new(cluster, local, local, any);
    }

    /// <summary>Hints count only if every ready endpoint has one and at least one is for this zone.</summary>
    private static bool HintsApply(ImmutableArray<Endpoint> endpoints, string? zone)
    {
        if (string.IsNullOrEmpty(zone))
        {
            return false;
        }

        bool forThisZone = false;
        foreach (Endpoint endpoint in endpoints)
        {
            if (endpoint.IsReady)
            {
                if (!endpoint.HasZoneHints)
                {
                    return false;
                }

                forThisZone |= endpoint.IsHintedFor(zone);
            }
        }

        return forThisZone;
    }

    private static ImmutableArray<Endpoint> HintedFor(ImmutableArray<Endpoint> endpoints, string zone) =>
        Where(endpoints, endpoint => endpoint.IsReady && endpoint.IsHintedFor(zone));

    private static ImmutableArray<Endpoint> Where(ImmutableArray<Endpoint> endpoints, Func<Endpoint, bool> condition)
    {
        int count = 0;
        foreach (Endpoint endpoint in endpoints)
        {
            count += condition(endpoint) ? 1 : 0;
        }

        if (count == endpoints.Length || count == 0)
        {
            return count == 0 ? [] : endpoints;
        }

        var chosen = ImmutableArray.CreateBuilder<Endpoint>(count);
        foreach (Endpoint endpoint in endpoints)
        {
            if (condition(endpoint))
            {
                chosen.Add(endpoint);
            }
        }

        return chosen.MoveToImmutable();
    }

    private static ImmutableArray<Endpoint> Union(
        ImmutableArray<Endpoint> all, ImmutableArray<Endpoint> cluster, ImmutableArray<Endpoint> local)
    {
        if (cluster.Length == all.Length)
        {
            return cluster;
        }

        var members = new HashSet<Endpoint>(cluster);
        members.UnionWith(local);
        return [.. all.Where(members.Contains)];
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>
/// The health check node ports of one half: which are open, and what they answer. Immutable. A load balancer asks there whether this node
/// has endpoints of a Service with <c>externalTrafficPolicy: Local</c>.
/// </summary>
public sealed class ServiceHealth
{
    private readonly ImmutableDictionary<NamespacedName, int> _localEndpoints;

    private ServiceHealth(ImmutableDictionary<NamespacedName, int> ports, ImmutableDictionary<NamespacedName, int> localEndpoints)
    {
        Ports = ports;
        _localEndpoints = localEndpoints;
    }

    /// <summary>No port is open.</summary>
    public static ServiceHealth None { get; } =
        new(ImmutableDictionary<NamespacedName, int>.Empty, ImmutableDictionary<NamespacedName, int>.Empty);

    /// <summary>The open ports by Service.</summary>
    public ImmutableDictionary<NamespacedName, int> Ports { get; }

    /// <summary>The state after a sync.</summary>
    public static ServiceHealth After(SyncPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new(plan.HealthCheckNodePorts, plan.LocalReadyEndpoints);
    }

    /// <summary>The Service whose port this is; null if it is not open.</summary>
    public NamespacedName? Find(int port)
    {
        foreach ((NamespacedName service, int own) in Ports)
        {
            if (own == port)
            {
                return service;
            }
        }

        return null;
    }

    /// <summary>The answer to a request for any path.</summary>
    /// <param name="service">A Service of <see cref="Ports"/>.</param>
    /// <param name="isProxyHealthy">See <see cref="ProxyHealth.IsHealthy"/>.</param>
    public HealthAnswer Answer(NamespacedName service, bool isProxyHealthy)
    {
        int endpoints = _localEndpoints.GetValueOrDefault(service);
        string weight = endpoints.ToString(CultureInfo.InvariantCulture);
        string body = $"{{\n\t\"service\": {{\n\t\t\"namespace\": \"{service.Namespace}\",\n\t\t\"name\": \"{service.Name}\"\n\t}},\n"
            + $"\t\"localEndpoints\": {weight},\n\t\"serviceProxyHealthy\": {(isProxyHealthy ? "true" : "false")}\n}}";
        return new(
            endpoints > 0 && isProxyHealthy ? 200 : 503,
            HealthAnswer.JsonHeaders.Add(new("X-Load-Balancing-Endpoint-Weight", weight)),
            body);
    }

    /// <summary>The addresses on which health check node ports are opened, looked up once when kube-proxy starts.</summary>
    /// <param name="nodePorts">The <c>nodePortAddresses</c> of the half's family.</param>
    /// <param name="local">The addresses of the node.</param>
    /// <returns>Empty for "on all addresses".</returns>
    public static ImmutableArray<IPAddress> ListenAddresses(NodePortAddresses nodePorts, IEnumerable<IPAddress> local)
    {
        ArgumentNullException.ThrowIfNull(nodePorts);
        return nodePorts.IncludesAll ? [] : [.. nodePorts.Among(local)];
    }
}

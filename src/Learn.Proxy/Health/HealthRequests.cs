using System.Collections.Immutable;
using System.Net;

namespace Learn.Proxy;

/// <summary>Which of kube-proxy's health servers a request reaches, and what they listen on.</summary>
public static class HealthRequests
{
    private static HealthAnswer NotFound { get; } =
        new(404, [new("Content-Type", "text/plain; charset=utf-8"), new("X-Content-Type-Options", "nosniff")], "404 page not found\n");

    /// <summary>True if a port is that of <c>/healthz</c> and <c>/livez</c>.</summary>
    public static bool IsForProxy(ProxyConfiguration configuration, int port)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return IPEndPoint.TryParse(configuration.HealthzBindAddress, out IPEndPoint? address) && address.Port == port;
    }

    /// <summary>True if a port is that of <c>/metrics</c>.</summary>
    public static bool IsForMetrics(ProxyConfiguration configuration, int port)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return IPEndPoint.TryParse(configuration.MetricsBindAddress, out IPEndPoint? address) && address.Port == port;
    }

    /// <summary>The answer of the server of <c>/metrics</c>, which also tells the mode.</summary>
    /// <param name="proxy">The kube-proxy.</param>
    /// <param name="path">The path of the request.</param>
    public static HealthAnswer AnswerMetrics(NodeProxy proxy, string path)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return path switch
        {
            "/metrics" => new(200, [new("Content-Type", "text/plain; version=0.0.4; charset=utf-8")], proxy.Metrics.ToText()),
            "/healthz" => new(200, [new("Content-Type", "text/plain; charset=utf-8")], "ok"),
            "/proxyMode" => new(200, [new("Content-Type", "text/plain; charset=utf-8")], "iptables"),
            _ => NotFound,
        };
    }

    /// <summary>The answer of kube-proxy's own server.</summary>
    /// <param name="proxy">The kube-proxy.</param>
    /// <param name="path">The path of the request.</param>
    public static HealthAnswer Answer(NodeProxy proxy, string path)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return path switch
        {
            "/livez" => proxy.Health.Livez(),
            "/healthz" => proxy.Health.Healthz(),
            _ => NotFound,
        };
    }

    /// <summary>The addresses on which health check node ports are open; empty for all.</summary>
    /// <param name="proxy">The kube-proxy.</param>
    /// <param name="local">The addresses of the node when it started.</param>
    public static ImmutableArray<IPAddress> ServiceAddresses(NodeProxy proxy, IEnumerable<IPAddress> local)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return ServiceHealth.ListenAddresses(new NodePortAddresses(proxy.Configuration.NodePortAddresses, proxy.Halves[0].Proxy.Family), local);
    }
}

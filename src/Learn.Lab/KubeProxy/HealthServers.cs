using System.Net;
using System.Net.Sockets;
using Learn.Proxy;
using Learn.Sandbox;
using KubeProxy = Learn.Proxy.NodeProxy;

namespace Learn;

/// <summary>The health servers of a node's kube-proxy: real sockets in the node's namespace, answered by this process.</summary>
internal sealed class HealthServers(Host host) : IAsyncDisposable
{
    private readonly Dictionary<IPEndPoint, HealthListener> listeners = [];

    /// <summary>Opens the ports that kube-proxy has open now, and closes the others.</summary>
    /// <param name="proxy">The kube-proxy; null while it is stopped.</param>
    /// <param name="local">The addresses of the node.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SandboxException">A port is taken or an address is not there.</exception>
    public async Task FollowAsync(KubeProxy? proxy, IReadOnlyList<IPAddress> local, CancellationToken cancellationToken)
    {
        var wanted = proxy is null ? [] : Endpoints(proxy, local);
        foreach (var (endpoint, listener) in listeners.Where(entry => !wanted.Contains(entry.Key)).ToList())
        {
            listeners.Remove(endpoint);
            await listener.DisposeAsync();
        }

        foreach (var listener in listeners.Values)
        {
            listener.Proxy = proxy!;
        }

        foreach (var endpoint in wanted.Where(endpoint => !listeners.ContainsKey(endpoint)))
        {
            listeners[endpoint] = new HealthListener(await host.OpenListenerAsync(endpoint, cancellationToken), endpoint.Port) { Proxy = proxy! };
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var listener in listeners.Values)
        {
            await listener.DisposeAsync();
        }

        listeners.Clear();
    }

    private static HashSet<IPEndPoint> Endpoints(KubeProxy proxy, IReadOnlyList<IPAddress> local)
    {
        var endpoints = new HashSet<IPEndPoint>();
        foreach (string own in (string[])[proxy.Configuration.HealthzBindAddress, proxy.Configuration.MetricsBindAddress])
        {
            if (IPEndPoint.TryParse(own, out var endpoint))
            {
                endpoints.Add(endpoint);
            }
        }

        // A socket for every IPv6 address takes the IPv4 ones too.
        var any = local.Any(address => address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)) ? IPAddress.IPv6Any : IPAddress.Any;
        var addresses = HealthRequests.ServiceAddresses(proxy, local);
        foreach (int port in proxy.Halves.SelectMany(half => half.ServiceHealth.Ports.Values))
        {
            endpoints.UnionWith(addresses.IsEmpty ? [new IPEndPoint(any, port)] : addresses.Select(address => new IPEndPoint(address, port)));
        }

        return endpoints;
    }
}

using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Learn.Cluster;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// The cluster's DNS: in each running pod of the Service <c>kube-dns</c> a name server serves on the pod's own sockets, from the zone as
/// it is at that moment. So a lookup is a packet to the Service that a node's rules lead to a pod, like any other.
/// </summary>
/// <remarks>
/// Started with the other workers of the cluster, before or after its objects (<see cref="ClusterDnsManifest"/>) are applied; it finds the
/// pods by their annotation, so a learner's own name server pods are left alone.
/// </remarks>
internal sealed class ClusterDns(Quiescence quiescence, ClusterApi cluster, PodRuntime runtime, TimeProvider time)
    : Worker(quiescence, "cluster DNS", time)
{
    private const int DnsPort = 53;
    private const int HealthPort = 8080;
    private const int ReadyPort = 8181;
    private const int MetricsPort = 9153;

    /// <summary>Where the name servers listen.</summary>
    public static ImmutableArray<(IpProtocol Protocol, int Port)> Ports { get; } =
        [(IpProtocol.Udp, DnsPort), (IpProtocol.Tcp, DnsPort), (IpProtocol.Tcp, HealthPort), (IpProtocol.Tcp, ReadyPort), (IpProtocol.Tcp, MetricsPort)];

    private readonly DnsZoneKeeper zone = new(cluster);
    private readonly Dictionary<Host, DnsPod> serving = [];

    /// <summary>The names as they are now.</summary>
    public DnsZone Zone => zone.Current;

    /// <summary>The questions that all name servers of the lab were asked.</summary>
    public DnsQueryLog Queries { get; } = new();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        zone.Dispose();
        foreach (var pod in serving.Values)
        {
            await pod.DisposeAsync();
        }

        serving.Clear();
    }

    /// <inheritdoc/>
    protected override async Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var wanted = runtime.Running.Where(pod => Workload.KindOf(pod.Pod) == WorkloadKind.Dns).ToDictionary(pod => pod.Host);
        foreach (var (host, gone) in serving.Where(entry => !wanted.ContainsKey(entry.Key)).ToList())
        {
            serving.Remove(host);
            await gone.DisposeAsync();
        }

        foreach (var (host, pod) in wanted.Where(entry => !serving.ContainsKey(entry.Key)).ToList())
        {
            try
            {
                serving.Add(host, await StartAsync(pod, cancellationToken));
                // Its first probe may have come before.
                runtime.FindWorker(pod.Name)?.Refresh();
            }
            catch (Exception e) when (e is SandboxException and not WorldEndedException or SocketException)
            {
                if (runtime.Running.Any(running => running.Host == host))
                {
                    troubles.Add(new Trouble($"pod/{pod.Name.Name}", $"its name server cannot start: {e.Message}"));
                }
            }
        }
    }

    private async Task<DnsPod> StartAsync(RunningPod pod, CancellationToken cancellationToken)
    {
        var metrics = new DnsMetrics();
        var made = new DnsPod();
        try
        {
            foreach (var any in pod.Addresses.Select(address => address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any))
            {
                var datagrams = await OpenAsync(pod.Host, any, DnsPort, SocketType.Dgram, ProtocolType.Udp, cancellationToken);
                var streams = await OpenAsync(pod.Host, any, DnsPort, SocketType.Stream, ProtocolType.Tcp, cancellationToken);
                made.Add(new DnsServer([datagrams, streams], new DnsResponder(() => zone.Current, Queries, metrics, Time)));
                // The names of CoreDNS's plugins: health and ready say OK, prometheus the counters.
                foreach (var (port, path, text) in new (int, string, Func<string>)[] { (HealthPort, "/health", () => "OK"), (ReadyPort, "/ready", () => "OK"), (MetricsPort, "/metrics", metrics.Text) })
                {
                    var listener = await OpenAsync(pod.Host, any, port, SocketType.Stream, ProtocolType.Tcp, cancellationToken);
                    made.Add(new HealthEndpoint(listener, new Dictionary<string, Func<string>> { [path] = text }));
                }
            }

            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    private static async Task<Socket> OpenAsync(
        Host host, IPAddress address, int port, SocketType type, ProtocolType protocol, CancellationToken cancellationToken)
    {
        var socket = await host.OpenSocketAsync(address.AddressFamily, type, protocol, cancellationToken);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                // Each family has a socket of its own.
                socket.DualMode = false;
            }

            socket.Bind(new IPEndPoint(address, port));
            if (type == SocketType.Stream)
            {
                socket.Listen();
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

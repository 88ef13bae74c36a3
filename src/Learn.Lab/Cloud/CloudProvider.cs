using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using k8s.Models;
using Learn.Cluster;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// Stands in for a cloud: gives an address to each Service of type LoadBalancer and writes it into its status, and brings what clients send
/// there to the nodes that say they are healthy. It spreads connections, not packets, and leaves addresses and ports alone, as network load
/// balancers do: the clients' kernels have a route with one next hop for each node. What an administrator would do for <c>externalIPs</c>
/// is done in the same way.
/// </summary>
internal sealed class CloudProvider(
    Quiescence quiescence, ClusterApi cluster, ClusterCache cache, LabNodes nodes, IReadOnlyList<LabClient> clients, Host outside, LabOptions options, int proxyHealthPort, TimeProvider time)
    : Worker(quiescence, "the cloud's load balancer", time)
{
    // (Service controller of v1.30: nodes with this label get no traffic.)
    private const string ExclusionLabel = "node.kubernetes.io/exclude-from-external-load-balancers";

    /// <summary>An annotation with which a Service asks for an <c>ipMode</c>, as those of a cloud do: <c>VIP</c> (the default) or <c>Proxy</c>.</summary>
    public const string IpModeAnnotation = "learn/load-balancer-ip-mode";

    private readonly LoadBalancerAddresses addresses = new(options.Addresses);
    private readonly NodeHealthProbe probe = new(outside);
    private readonly Dictionary<IPAddress, string> routes = [];
    private HashSet<string> served = [];

    /// <summary>The nodes that get the traffic of each address now, for those who want to know.</summary>
    public ImmutableDictionary<IPAddress, ImmutableArray<LabNode>> Targets { get; private set; } = ImmutableDictionary<IPAddress, ImmutableArray<LabNode>>.Empty;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        probe.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var services = cache.List<V1Service>().OrderBy(service => service.Metadata.CreationTimestamp).ThenBy(service => service.Metadata.Name, StringComparer.Ordinal).ToList();
        var balanced = services.Where(IsOurs).ToList();
        addresses.KeepOnly(balanced.Select(service => service.Metadata.Uid).ToHashSet());
        var given = balanced.Select(service => (Service: service, Addresses: Give(service, troubles))).ToList();
        var healthy = await Task.WhenAll(balanced.Select(service => HealthyNodesAsync(service, cancellationToken)));
        var wanted = new Dictionary<IPAddress, ImmutableArray<LabNode>>();
        foreach (var (address, targets) in given.Zip(healthy, (gift, targets) => gift.Addresses.Select(address => (address, targets))).SelectMany(pairs => pairs))
        {
            wanted[address] = targets;
        }

        foreach (var service in services.Where(service => !balanced.Contains(service) && served.Contains(service.Metadata.Uid) && service.Status?.LoadBalancer?.Ingress is { Count: > 0 }))
        {
            SetStatus(service, []);
        }

        served = balanced.Select(service => service.Metadata.Uid).ToHashSet();
        foreach (var address in services.SelectMany(service => service.Spec.ExternalIPs ?? []).Select(IPAddress.Parse))
        {
            wanted.TryAdd(address, [.. nodes.All.Where(IsReady)]);
        }

        await RouteAsync(wanted, cancellationToken);
        Targets = wanted.ToImmutableDictionary();
        if (balanced.Count > 0)
        {
            WakeAt(Time.GetUtcNow() + options.HealthCheckPeriod);
        }
    }

    private static bool IsOurs(V1Service service)
        => service.Spec.Type == "LoadBalancer" && string.IsNullOrEmpty(service.Spec.LoadBalancerClass) && service.Metadata.DeletionTimestamp is null;

    private ImmutableArray<IPAddress> Give(V1Service service, ICollection<Trouble> troubles)
    {
        try
        {
            var given = addresses.Of(service);
            SetStatus(service, given);
            return given;
        }
        catch (LabException error)
        {
            troubles.Add(new Trouble($"service/{service.Metadata.Name}", error.Message));
            return [];
        }
    }

    // With externalTrafficPolicy Local a node answers for the Service, else kube-proxy for itself (KEP-3836).
    private async Task<ImmutableArray<LabNode>> HealthyNodesAsync(V1Service service, CancellationToken cancellationToken)
    {
        int port = service.Spec.ExternalTrafficPolicy == "Local" && service.Spec.HealthCheckNodePort is > 0 and var own ? own : proxyHealthPort;
        var candidates = nodes.All.Where(IsReady).ToList();
        bool[] answers = await Task.WhenAll(candidates.Select(node => probe.IsHealthyAsync(node.Address, port, cancellationToken)));
        return [.. candidates.Zip(answers).Where(pair => pair.Second).Select(pair => pair.First)];
    }

    private bool IsReady(LabNode node)
        => cache.Get<V1Node>(new NamespacedName("", node.Name)) is { } known
            && known.Metadata.Labels?.ContainsKey(ExclusionLabel) != true
            && NodeManifest.IsReady(known);

    private void SetStatus(V1Service service, ImmutableArray<IPAddress> given)
    {
        string mode = service.Metadata.Annotations?.TryGetValue(IpModeAnnotation, out string? asked) == true && asked == "Proxy" ? asked : "VIP";
        var present = service.Status?.LoadBalancer?.Ingress?.Select(ingress => (ingress.Ip, ingress.IpMode)) ?? [];
        if (present.SequenceEqual(given.Select(address => (address.ToString(), mode))))
        {
            return;
        }

        try
        {
            cluster.UpdateStatus<V1Service>(service.Metadata.NamespaceProperty, service.Metadata.Name, changed => changed.Status = new V1ServiceStatus
            {
                LoadBalancer = new V1LoadBalancerStatus { Ingress = [.. given.Select(address => new V1LoadBalancerIngress { Ip = address.ToString(), IpMode = mode })] },
            });
        }
        catch (ClusterApiException error) when (error.Code == 404)
        {
            // It was deleted meanwhile.
        }
    }

    private async Task RouteAsync(Dictionary<IPAddress, ImmutableArray<LabNode>> wanted, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var gone in routes.Keys.Where(address => !wanted.TryGetValue(address, out var targets) || targets.IsEmpty).ToList())
        {
            lines.Add($"route del {gone}/{gone.FullLength()}");
            routes.Remove(gone);
        }

        foreach (var (address, targets) in wanted.Where(entry => !entry.Value.IsEmpty))
        {
            string route = $"{address}/{address.FullLength()}" + string.Concat(
                targets.Select(node => node.AddressOf(address.AddressFamily)).OfType<IPAddress>().Select(hop => $" nexthop via {hop} dev {LabNetwork.Uplink}"));
            if (routes.GetValueOrDefault(address) == route)
            {
                continue;
            }

            if (address.AddressFamily == AddressFamily.InterNetworkV6 && routes.ContainsKey(address))
            {
                // "replace" of an IPv6 route exchanges one next hop only.
                lines.Add($"route del {address}/128");
            }

            lines.Add($"route replace {route}");
            routes[address] = route;
        }

        if (lines.Count > 0)
        {
            await Task.WhenAll(clients.Select(client => client.Host.RunBatchAsync("ip", lines, cancellationToken)));
        }
    }
}

using System.Collections.Immutable;
using k8s;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// The kube-proxy of one node: its two halves, its health, its metrics. Give it the objects of the cluster, start it, and call
/// <see cref="RunDueAsync"/> whenever <see cref="Due"/> has come. Not safe for several threads at once.
/// </summary>
public sealed class NodeProxy
{
    private readonly INodeCommands _commands;

    /// <summary>Makes a kube-proxy that has not started.</summary>
    /// <param name="configuration">Its configuration.</param>
    /// <param name="nodeName">The name of its node.</param>
    /// <param name="commands">The node.</param>
    /// <param name="time">The clock.</param>
    /// <param name="environment">What is known about the machine; null for a usual one.</param>
    /// <param name="families">The families to serve; null for both, as on a machine with both.</param>
    public NodeProxy(
        ProxyConfiguration configuration,
        string nodeName,
        INodeCommands commands,
        TimeProvider time,
        NodeEnvironment? environment = null,
        IEnumerable<IpFamily>? families = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(time);
        _commands = commands;
        Configuration = configuration;
        NodeName = nodeName;
        Health = new(configuration.Iptables.SyncPeriod, time, Metrics);
        Halves =
        [
            .. (families ?? [IpFamily.IPv4, IpFamily.IPv6]).Select(family => new ProxyHalf(
                new IptablesProxy(configuration, nodeName, family, environment, Metrics), configuration, commands, Health, time)),
        ];
    }

    /// <summary>The configuration.</summary>
    public ProxyConfiguration Configuration { get; }

    /// <summary>The name of the node.</summary>
    public string NodeName { get; }

    /// <summary>The halves, IPv4 first.</summary>
    public ImmutableArray<ProxyHalf> Halves { get; }

    /// <summary>What <c>/healthz</c> and <c>/livez</c> answer.</summary>
    public ProxyHealth Health { get; }

    /// <summary>What <c>/metrics</c> answers.</summary>
    public ProxyMetrics Metrics { get; } = new();

    /// <summary>When <see cref="RunDueAsync"/> has something to do next; a time in the past means now.</summary>
    public DateTimeOffset Due => Halves.Min(half => half.Due);

    /// <summary>True if a change waits for its sync.</summary>
    public bool HasPendingChanges => Halves.Any(half => half.Proxy.HasPendingChanges);

    /// <summary>Finds out what <see cref="NodeEnvironment"/> has to say about a machine.</summary>
    /// <param name="configuration">The configuration: kube-proxy looks after it has set its own sysctls.</param>
    /// <param name="commands">The node.</param>
    /// <param name="processors">Number of CPU cores.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async ValueTask<NodeEnvironment> LookAtAsync(
        ProxyConfiguration configuration, INodeCommands commands, int processors, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(commands);
        string? liberal = await commands.GetSysctlAsync(SysctlSetting.TcpBeLiberal, cancellation);
        return new NodeEnvironment
        {
            Processors = processors,
            ConntrackIsLiberal = configuration.Conntrack.TcpBeLiberal || liberal?.Trim() is not (null or "" or "0"),
        };
    }

    /// <summary>Notes that an object was added or changed. Kinds that kube-proxy does not watch are ignored.</summary>
    /// <param name="resource">The object.</param>
    /// <param name="cause">What the change was, for <see cref="SyncReport.Reason"/>; null to say no more than that it changed.</param>
    public void Set(IKubernetesObject resource, SyncCause? cause = null)
    {
        if (resource is V1Node node && node.Metadata?.Name == NodeName)
        {
            Health.SetNode(node);
        }

        foreach (ProxyHalf half in Halves)
        {
            bool needed = resource switch
            {
                V1Service service => half.Proxy.SetService(service),
                V1EndpointSlice slice => half.Proxy.SetEndpointSlice(slice),
                V1Node own => half.Proxy.SetNode(own),
                _ => false,
            };
            RequestIf(needed, half, cause ?? CauseOf(resource));
        }
    }

    /// <summary>Notes that an object was deleted. Kinds that kube-proxy does not watch are ignored.</summary>
    /// <param name="kind">The kind, for example <c>Service</c>.</param>
    /// <param name="name">Namespace and name.</param>
    public void Remove(string kind, NamespacedName name)
    {
        if (kind == V1Node.KubeKind && name.Name == NodeName)
        {
            Health.SetNode(null);
        }

        foreach (ProxyHalf half in Halves)
        {
            bool needed = kind switch
            {
                V1Service.KubeKind => half.Proxy.RemoveService(name),
                V1EndpointSlice.KubeKind => half.Proxy.RemoveEndpointSlice(name),
                V1Node.KubeKind => half.Proxy.RemoveNode(name.Name),
                _ => false,
            };
            RequestIf(needed, half, new SyncCause(ClusterEventType.Deleted, kind, kind == V1Node.KubeKind ? name with { Namespace = "" } : name));
        }
    }

    /// <summary>Starts all halves; each makes its first sync.</summary>
    public async ValueTask StartAsync(CancellationToken cancellation = default)
    {
        foreach (ProxyHalf half in Halves)
        {
            await half.StartAsync(cancellation);
        }
    }

    /// <summary>Does everything that is due now.</summary>
    public async ValueTask RunDueAsync(CancellationToken cancellation = default)
    {
        foreach (ProxyHalf half in Halves)
        {
            await half.RunDueAsync(cancellation);
        }
    }

    /// <summary>The answer of a health check node port; null if it is not open.</summary>
    /// <param name="port">The port.</param>
    /// <remarks>
    /// Both halves want to open the port of a dual-stack Service. Only one can, so its answer counts for both families: a weakness of
    /// v1.30.
    /// </remarks>
    public HealthAnswer? AnswerHealthCheck(int port)
    {
        foreach (ProxyHalf half in Halves)
        {
            if (half.ServiceHealth.Find(port) is { } service)
            {
                return half.ServiceHealth.Answer(service, Health.IsHealthy);
            }
        }

        return null;
    }

    private static void RequestIf(bool needed, ProxyHalf half, SyncCause? cause)
    {
        if (needed)
        {
            half.Request(cause);
        }
    }

    private static SyncCause? CauseOf(IKubernetesObject resource) => resource is IKubernetesObject<V1ObjectMeta> { Metadata: { } metadata }
        ? new SyncCause(ClusterEventType.Modified, resource.Kind ?? resource.GetType().Name[2..], new(metadata.NamespaceProperty ?? "", metadata.Name ?? ""))
        : null;
}

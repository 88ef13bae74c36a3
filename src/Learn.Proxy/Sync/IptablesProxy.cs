using System.Collections.Immutable;
using System.Net;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// One half (IPv4 or IPv6) of the kube-proxy of one node in iptables mode. A pure state machine: objects go in, plans of syncs come
/// out; whoever carries them out reports how it went. Not safe for several threads at once.
/// </summary>
/// <remarks>Objects that are given here are kept and must not be changed afterwards.</remarks>
public sealed partial class IptablesProxy
{
    /// <summary>More endpoints than this make a cluster large. Counted per service port.</summary>
    public const int LargeClusterEndpoints = 1000;

    private const string ServiceNameLabel = "kubernetes.io/service-name";
    private const string ZoneLabel = "topology.kubernetes.io/zone";
    private readonly ProxyConfiguration _configuration;
    private readonly NodeEnvironment _environment;
    private readonly ProxyState _state;
    private readonly SharedTextSink _sharedText;
    private ImmutableDictionary<string, string> _nodeLabels = ImmutableDictionary<string, string>.Empty;
    private IPAddress? _nodeAddress;
    private ImmutableArray<IPNetwork>? _nodeCidrs;

    /// <summary>Makes a half that knows no object yet.</summary>
    /// <param name="configuration">The configuration; see also <see cref="ProxyConfiguration.Default"/>.</param>
    /// <param name="nodeName">The name of the node.</param>
    /// <param name="family">The family of this half.</param>
    /// <param name="environment">What is known about the machine; null for a usual one.</param>
    /// <param name="metrics">Receives counts; null for metrics of its own.</param>
    public IptablesProxy(
        ProxyConfiguration configuration,
        string nodeName,
        IpFamily family,
        NodeEnvironment? environment = null,
        ProxyMetrics? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentException.ThrowIfNullOrEmpty(nodeName);
        _configuration = configuration;
        _environment = environment ?? new NodeEnvironment();
        NodeName = nodeName;
        Family = family;
        Metrics = metrics ?? new ProxyMetrics();
        _state = new(nodeName, family);
        _sharedText = new(family);
        if (configuration.DetectLocalMode == LocalDetection.NodeCidr)
        {
            Obstacle = $"kube-proxy waits until node {nodeName} has a pod CIDR.";
        }
    }

    /// <summary>The family of this half.</summary>
    public IpFamily Family { get; }

    /// <summary>The name of the node.</summary>
    public string NodeName { get; }

    /// <summary>The counts that kube-proxy exports.</summary>
    public ProxyMetrics Metrics { get; }

    /// <summary>
    /// True if the next sync writes everything anew: at first, after a change of the node's labels, a flush or a failure.
    /// </summary>
    public bool NeedsFullSync { get; private set; } = true;

    /// <summary>True if a sync would have something to do.</summary>
    public bool HasPendingChanges => NeedsFullSync || _state.HasPendingChanges;

    /// <summary>
    /// What keeps this half from working; null if nothing does. In the mode NodeCIDR it waits until the Node has a pod CIDR, and it cannot
    /// go on when that changes: kube-proxy waits five minutes at most, and exits with status 1 in the second case.
    /// </summary>
    public string? Obstacle { get; private set; }

    /// <summary>Notes that a Service was added or changed. True if a sync is needed.</summary>
    public bool SetService(V1Service service)
    {
        ArgumentNullException.ThrowIfNull(service);
        Metrics.ServiceChangesTotal.Increment();
        bool needed = _state.SetService(NameOf(service.Metadata), ServicePorts.From(service, Family));
        Metrics.ServiceChangesPending.Set(_state.PendingServices);
        return needed;
    }

    /// <summary>Notes that a Service was deleted. True if a sync is needed.</summary>
    public bool RemoveService(NamespacedName name)
    {
        Metrics.ServiceChangesTotal.Increment();
        bool needed = _state.SetService(name, []);
        Metrics.ServiceChangesPending.Set(_state.PendingServices);
        return needed;
    }

    /// <summary>Notes that an EndpointSlice was added or changed. One of the other family is ignored. True if a sync is needed.</summary>
    public bool SetEndpointSlice(V1EndpointSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        NamespacedName name = NameOf(slice.Metadata);
        string wanted = Family == IpFamily.IPv4 ? "IPv4" : "IPv6";
        if (slice.AddressType != wanted
            || !ServicePorts.IsSelected(slice.Metadata)
            || slice.Metadata?.Labels is not { } labels
            || !labels.TryGetValue(ServiceNameLabel, out string? owner)
            || string.IsNullOrEmpty(owner))
        {
            return RemoveEndpointSlice(name);
        }

        Metrics.EndpointChangesTotal.Increment();
        return CountEndpointChange(_state.SetSlice(name, owner, slice));
    }

    /// <summary>Notes that an EndpointSlice was deleted. True if a sync is needed.</summary>
    /// <param name="name">Namespace and name of the slice.</param>
    public bool RemoveEndpointSlice(NamespacedName name)
    {
        bool changed = _state.RemoveSlice(name);
        if (changed)
        {
            Metrics.EndpointChangesTotal.Increment();
        }

        return CountEndpointChange(changed);
    }

    /// <summary>Notes that a Node was added or changed. Other nodes than this one are ignored. True if a sync is needed.</summary>
    public bool SetNode(V1Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.Metadata?.Name != NodeName)
        {
            return false;
        }

        // Address and pod CIDR are looked up once, at the start.
        _nodeAddress ??= AddressOf(node);
        SetNodeCidrs(node);
        return SetLabels(node.Metadata.Labels ?? ImmutableDictionary<string, string>.Empty);
    }

    /// <summary>Notes that a Node was deleted. True if a sync is needed.</summary>
    public bool RemoveNode(string name)
    {
        if (name != NodeName)
        {
            return false;
        }

        NeedsFullSync = true;
        SetLabels(ImmutableDictionary<string, string>.Empty);
        return true;
    }

    /// <summary>Makes the next sync a full one: somebody flushed the rules.</summary>
    public void RequestFullSync() => NeedsFullSync = true;

    private static NamespacedName NameOf(V1ObjectMeta? metadata) => new(metadata?.NamespaceProperty ?? "default", metadata?.Name ?? "");

    private bool CountEndpointChange(bool changed)
    {
        if (changed)
        {
            Metrics.EndpointChangesPending.Increment();
        }

        return changed;
    }

    private bool SetLabels(IDictionary<string, string> labels)
    {
        if (labels.Count == _nodeLabels.Count
            && labels.All(label => _nodeLabels.TryGetValue(label.Key, out string? value) && value == label.Value))
        {
            return false;
        }

        _nodeLabels = labels.ToImmutableDictionary();
        NeedsFullSync = true;
        return true;
    }

    private IPAddress? AddressOf(V1Node node)
    {
        foreach (string type in (ReadOnlySpan<string>)["InternalIP", "ExternalIP"])
        {
            foreach (V1NodeAddress entry in node.Status?.Addresses ?? [])
            {
                if (entry.Type == type && AddressForms.TryParseAddress(entry.Address, Family, out IPAddress address))
                {
                    return address;
                }
            }
        }

        return null;
    }

    private void SetNodeCidrs(V1Node node)
    {
        if (_configuration.DetectLocalMode != LocalDetection.NodeCidr)
        {
            return;
        }

        IEnumerable<string> texts = node.Spec?.PodCIDRs is { Count: > 0 } several ? several : node.Spec?.PodCIDR is { } one ? [one] : [];
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (string text in texts)
        {
            if (AddressForms.TryParseNetwork(text, out IPNetwork network))
            {
                networks.Add(network);
            }
        }

        if (_nodeCidrs is { } known && !known.AsSpan().SequenceEqual(networks.ToArray()))
        {
            Obstacle = $"The pod CIDR of node {NodeName} changed from {string.Join(',', known)} to {string.Join(',', networks)}: "
                + "kube-proxy exits and has to be started again.";
        }
        else if (networks.Count > 0)
        {
            _nodeCidrs = networks.ToImmutable();
            Obstacle = null;
        }
    }
}

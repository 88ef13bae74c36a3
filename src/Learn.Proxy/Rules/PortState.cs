using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// One service port together with the endpoints that were chosen for it: what the generator reads. Does not change, apart from texts
/// that are made when they are needed first and kept, since most service ports are the same from sync to sync.
/// </summary>
internal sealed class PortState
{
    private byte[]? _hashPrefix;
    private string? _hash;
    private string? _serviceChain;
    private CommentMatch? _clusterIPComment;
    private TransportMatch? _transport;
    private DestinationMatch? _clusterIP;

    internal PortState(ServicePort port, ImmutableArray<Endpoint> endpoints, string? zone, int generation)
    {
        Port = port;
        Endpoints = endpoints;
        Generation = generation;
        NameText = port.Name.ToString();
        Choice = EndpointChoice.Choose(endpoints, port, zone);
    }

    internal ServicePort Port { get; }

    internal ImmutableArray<Endpoint> Endpoints { get; }

    internal EndpointChoice Choice { get; }

    /// <summary>When this state was made; see <see cref="ProxyState.Generation"/>.</summary>
    internal int Generation { get; }

    /// <summary>True as soon as another state has taken its place.</summary>
    internal bool IsGone { get; set; }

    internal string NameText { get; }

    internal bool HasEndpoints => Choice.HasAny;

    internal bool HasInternalEndpoints => Choice.HasAny && !(Port.InternalPolicyLocal && Choice.Local.IsEmpty);

    internal bool HasExternalEndpoints => Choice.HasAny && !(Port.ExternalPolicyLocal && Choice.Local.IsEmpty);

    internal bool UsesServiceChain => !Choice.Cluster.IsEmpty;

    internal bool UsesLocalChain => !Choice.Local.IsEmpty;

    internal bool UsesExternalChain => Choice.HasAny && Port.IsExternallyAccessible;

    internal bool UsesFirewallChain => Choice.HasAny && Port.HasFirewall;

    internal string ServiceChain => _serviceChain ??= ProxyChains.Hash(ProxyChains.ServicePrefix, HashPrefix, "");

    internal string LocalChain => ProxyChains.LocalServicePrefix + ChainHash;

    internal string ExternalChain => ProxyChains.ExternalPrefix + ChainHash;

    internal string FirewallChain => ProxyChains.FirewallPrefix + ChainHash;

    /// <summary>The chain that traffic to the cluster IP goes to.</summary>
    internal string InternalChain => Port.InternalPolicyLocal ? LocalChain : ServiceChain;

    // Two rules match the traffic to the cluster IP, the one that sends it on and the one that marks it.
    internal CommentMatch ClusterIPComment => _clusterIPComment ??= new(NameText + " cluster IP");

    internal TransportMatch Transport => _transport ??= new(Port.Protocol, DestinationPorts: new((ushort)Port.Port));

    internal DestinationMatch ClusterIP => _clusterIP ??= new(new(Port.ClusterIP));

    /// <summary>The rules of this port in chains that all Services share; made when first needed.</summary>
    internal SharedText? Shared { get; set; }

    internal int ChainCount => (UsesExternalChain ? 1 : 0) + (UsesFirewallChain ? 1 : 0) + (UsesServiceChain ? 1 : 0)
        + (UsesLocalChain ? 1 : 0) + Choice.Reachable.Length;

    // The name that nearly every service port needs carries the hash for the others.
    private string ChainHash => _hash ??= ServiceChain[ProxyChains.ServicePrefix.Length..];

    private byte[] HashPrefix => _hashPrefix ??= ProxyChains.HashPrefix(NameText, Port.Protocol);

    internal string EndpointChain(Endpoint endpoint) =>
        endpoint.ChainName ??= ProxyChains.Hash(ProxyChains.EndpointPrefix, HashPrefix, endpoint.Text);

    /// <summary>Calls for each chain that belongs to this service port alone.</summary>
    internal void ForEachChain(Action<string> action)
    {
        if (UsesExternalChain)
        {
            action(ExternalChain);
        }

        if (UsesFirewallChain)
        {
            action(FirewallChain);
        }

        if (UsesServiceChain)
        {
            action(ServiceChain);
        }

        if (UsesLocalChain)
        {
            action(LocalChain);
        }

        foreach (Endpoint endpoint in Choice.Reachable)
        {
            action(EndpointChain(endpoint));
        }
    }
}

using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>A service port while its rules are being read.</summary>
/// <param name="key">What its chains have in common, or what else tells it from others.</param>
internal sealed class ServiceDraft(string key)
{
    private readonly ImmutableArray<IPAddress>.Builder _externalIPs = ImmutableArray.CreateBuilder<IPAddress>();
    private readonly ImmutableArray<IPAddress>.Builder _loadBalancerIPs = ImmutableArray.CreateBuilder<IPAddress>();

    internal string Key { get; } = key;

    internal string? Name { get; private set; }

    internal bool IsNameConfirmed { get; private set; }

    internal IpProtocol? Protocol { get; private set; }

    internal ushort? Port { get; set; }

    internal IPAddress? ClusterIP { get; set; }

    internal ushort? NodePort { get; set; }

    internal ushort? HealthCheckNodePort { get; set; }

    internal ImmutableArray<string>.Builder SourceRanges { get; } = ImmutableArray.CreateBuilder<string>();

    internal TimeSpan? Affinity { get; set; }

    internal bool IsInternalPolicyLocal { get; set; }

    internal bool IsExternalPolicyLocal { get; set; }

    internal bool IsRefused { get; set; }

    internal bool IsDroppedWithoutLocal { get; set; }

    /// <summary>True if a chain that all Services share leads to it, or says that it has no endpoints.</summary>
    internal bool IsReferenced { get; set; }

    /// <summary>True if the key is the hash in the names of chains, so that names can be held against it.</summary>
    internal bool HasHash { get; set; }

    internal List<ChainEntry> Chains { get; } = [];

    internal List<EndpointDraft> Endpoints { get; } = [];

    internal ServiceReading? Reading { get; private set; }

    internal bool HasLoadBalancerIP(IPAddress address) => _loadBalancerIPs.Contains(address);

    internal void AddExternalIP(IPAddress address) => AddOnce(_externalIPs, address);

    internal void AddLoadBalancerIP(IPAddress address) => AddOnce(_loadBalancerIPs, address);

    /// <summary>Takes a protocol that a rule has, if none is known yet.</summary>
    internal void TakeProtocol(IpProtocol? protocol) => Protocol ??= protocol;

    /// <summary>Takes a name that a comment has. One whose hash is that of the chains is certain, and comments cannot change it any more.</summary>
    internal void TakeName(string? name)
    {
        if (name is null || IsNameConfirmed || name == Name)
        {
            return;
        }

        IsNameConfirmed = Protocol is { } protocol
            && ProxyChains.Hash("", ProxyChains.HashPrefix(name, protocol), "") == Key;
        Name = IsNameConfirmed ? name : Name ?? name;
    }

    /// <summary>Forgets a name that is certainly that of another service port.</summary>
    internal void ForgetName() => Name = null;

    internal ServiceReading Finish(bool isStale) => Reading = new()
    {
        Name = Name ?? (Chains.Count > 0 ? Chains[0].Chain.Name : Key),
        IsNameConfirmed = IsNameConfirmed && HasHash,
        IsStale = isStale,
        Protocol = Protocol ?? IpProtocol.Tcp,
        Port = Port,
        ClusterIP = ClusterIP,
        ExternalIPs = _externalIPs.ToImmutable(),
        LoadBalancerIPs = _loadBalancerIPs.ToImmutable(),
        NodePort = NodePort,
        HealthCheckNodePort = HealthCheckNodePort,
        SourceRanges = SourceRanges.ToImmutable(),
        Affinity = Affinity,
        IsInternalPolicyLocal = IsInternalPolicyLocal,
        IsExternalPolicyLocal = IsExternalPolicyLocal,
        IsRefused = IsRefused,
        IsDroppedWithoutLocal = IsDroppedWithoutLocal,
        Endpoints = [.. Endpoints.Select(endpoint => endpoint.Finish())],
        Chains = [.. Chains.Select(entry => (entry.Table, entry.Chain.Name))],
    };

    private static void AddOnce(ImmutableArray<IPAddress>.Builder addresses, IPAddress address)
    {
        if (!addresses.Contains(address))
        {
            addresses.Add(address);
        }
    }
}

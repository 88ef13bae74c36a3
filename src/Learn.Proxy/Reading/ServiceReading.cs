using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>A service port, as far as the rules of a node tell.</summary>
public sealed record ServiceReading
{
    /// <summary>The name as kube-proxy writes it in its comments: <c>namespace/name:port</c>, or <c>namespace/name</c> for a port without a name.</summary>
    public required string Name { get; init; }

    /// <summary>The protocol.</summary>
    public required IpProtocol Protocol { get; init; }

    /// <summary>The port of the Service; null if no rule tells it.</summary>
    public ushort? Port { get; init; }

    /// <summary>The cluster IP; null if no rule tells it.</summary>
    public IPAddress? ClusterIP { get; init; }

    /// <summary>External IPs.</summary>
    public ImmutableArray<IPAddress> ExternalIPs { get; init; } = [];

    /// <summary>Ingress addresses of the load balancer.</summary>
    public ImmutableArray<IPAddress> LoadBalancerIPs { get; init; } = [];

    /// <summary>The node port; null without one.</summary>
    public ushort? NodePort { get; init; }

    /// <summary>The health check node port; null without one.</summary>
    public ushort? HealthCheckNodePort { get; init; }

    /// <summary>The sources that may use the load balancer; empty if all may.</summary>
    public ImmutableArray<string> SourceRanges { get; init; } = [];

    /// <summary>How long a client goes back to its endpoint; null without session affinity.</summary>
    public TimeSpan? Affinity { get; init; }

    /// <summary>True if internal traffic is served by endpoints of this node only.</summary>
    public bool IsInternalPolicyLocal { get; init; }

    /// <summary>True if external traffic is served by endpoints of this node only.</summary>
    public bool IsExternalPolicyLocal { get; init; }

    /// <summary>True if the rules refuse its traffic because it has no endpoint.</summary>
    public bool IsRefused { get; init; }

    /// <summary>True if the rules drop traffic because it has no endpoint on this node.</summary>
    public bool IsDroppedWithoutLocal { get; init; }

    /// <summary>Its endpoints, in the order of the rules that choose among them.</summary>
    public ImmutableArray<EndpointReading> Endpoints { get; init; } = [];

    /// <summary>The chains that belong to it alone, by table and name.</summary>
    public ImmutableArray<(string Table, string Chain)> Chains { get; init; } = [];

    /// <summary>
    /// True if the name is certain: its hash is the one in the names of the chains. False if it comes from comments alone, or if there are
    /// none and the name is that of a chain or an address.
    /// </summary>
    public bool IsNameConfirmed { get; init; }

    /// <summary>True if nothing leads to its chains any more: leftovers that no packet reaches.</summary>
    public bool IsStale { get; init; }

    /// <summary>The namespace and the name of the Service, without the name of the port.</summary>
    public string Service => Name.LastIndexOf(':') is >= 0 and var colon ? Name[..colon] : Name;

    /// <summary>What else the rules tell about it, in a few words each: <c>refused: no endpoint</c>, <c>external Local</c>, <c>affinity 3 hours</c>.</summary>
    public IEnumerable<string> Facts => ServiceWords.Facts(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Protocol})";
}

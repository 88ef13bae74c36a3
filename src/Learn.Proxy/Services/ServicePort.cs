using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>One port of a Service as one family of kube-proxy sees it. Immutable.</summary>
public sealed class ServicePort : IEquatable<ServicePort>
{
    /// <summary>Seconds of affinity if the Service does not say how many: three hours.</summary>
    public const int DefaultAffinitySeconds = 10800;

    /// <summary>Its identity.</summary>
    public required ServicePortName Name { get; init; }

    /// <summary>The cluster IP of the family.</summary>
    public required IPAddress ClusterIP { get; init; }

    /// <summary>The port of the Service, 1–65535. Not the port of its endpoints.</summary>
    public required int Port { get; init; }

    /// <summary>
    /// Its place in <c>spec.ports</c> when it was read, counted from 0. No part of its identity: ports that only change places change
    /// no rule, and cause no sync.
    /// </summary>
    public int Index { get; init; }

    /// <summary>The node port, 1–65535, or 0 if there is none.</summary>
    public int NodePort { get; init; }

    /// <summary>The external IPs of the family, in the order of the Service.</summary>
    public ImmutableArray<IPAddress> ExternalIPs { get; init; } = [];

    /// <summary>The ingress addresses of the family whose <c>ipMode</c> is VIP or not given.</summary>
    public ImmutableArray<IPAddress> LoadBalancerVips { get; init; } = [];

    /// <summary>The <c>loadBalancerSourceRanges</c> of the family, in the order of the Service.</summary>
    public ImmutableArray<IPNetwork> SourceRanges { get; init; } = [];

    /// <summary>Seconds for which a client keeps its endpoint, 1–86400; 0 without ClientIP affinity.</summary>
    public int AffinitySeconds { get; init; }

    /// <summary>The health check node port, 1–65535, or 0 if there is none.</summary>
    public int HealthCheckNodePort { get; init; }

    /// <summary>True for <c>internalTrafficPolicy: Local</c>.</summary>
    public bool InternalPolicyLocal { get; init; }

    /// <summary>True for <c>externalTrafficPolicy: Local</c> where that has a meaning.</summary>
    public bool ExternalPolicyLocal { get; init; }

    /// <summary>True if the annotation for topology aware routing is set and not switched off.</summary>
    public bool UsesTopologyHints { get; init; }

    /// <summary>The protocol.</summary>
    public IpProtocol Protocol => Name.Protocol;

    /// <summary>True if something outside of the cluster can reach this port.</summary>
    public bool IsExternallyAccessible => NodePort != 0 || !LoadBalancerVips.IsEmpty || !ExternalIPs.IsEmpty;

    /// <summary>
    /// True if endpoints anywhere may be needed. With external access that is so even if both policies are Local: pods and the node
    /// itself use the external addresses as a short way to all endpoints.
    /// </summary>
    public bool UsesClusterEndpoints => !InternalPolicyLocal || IsExternallyAccessible;

    /// <summary>True if the endpoints of this node are needed as a list of their own.</summary>
    public bool UsesLocalEndpoints => InternalPolicyLocal || (ExternalPolicyLocal && IsExternallyAccessible);

    /// <summary>True if source ranges guard the ingress addresses.</summary>
    public bool HasFirewall => !LoadBalancerVips.IsEmpty && !SourceRanges.IsEmpty;

    /// <summary>External IPs, then ingress addresses.</summary>
    internal IEnumerable<IPAddress> ExternalAddresses => ExternalIPs.Concat(LoadBalancerVips);

    /// <inheritdoc/>
    public bool Equals(ServicePort? other) => ReferenceEquals(this, other) || (other is not null
        && Name == other.Name
        && Port == other.Port
        && NodePort == other.NodePort
        && AffinitySeconds == other.AffinitySeconds
        && HealthCheckNodePort == other.HealthCheckNodePort
        && InternalPolicyLocal == other.InternalPolicyLocal
        && ExternalPolicyLocal == other.ExternalPolicyLocal
        && UsesTopologyHints == other.UsesTopologyHints
        && ClusterIP.Equals(other.ClusterIP)
        && ExternalIPs.AsSpan().SequenceEqual(other.ExternalIPs.AsSpan())
        && LoadBalancerVips.AsSpan().SequenceEqual(other.LoadBalancerVips.AsSpan())
        && SourceRanges.AsSpan().SequenceEqual(other.SourceRanges.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ServicePort);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, ClusterIP, Port, NodePort);

    /// <inheritdoc/>
    public override string ToString() => Name.ToString();
}

using System.Collections.Immutable;
using System.Net;

namespace Learn.Cluster;

/// <summary>How the cluster is set up: what the flags of kube-apiserver and kube-controller-manager would say.</summary>
public sealed record ClusterOptions
{
    /// <summary>The ranges of Service addresses, at most one of each family; the first one's family is the cluster's primary family.
    /// Default: 10.96.0.0/12. (Source: kube-apiserver, <c>--service-cluster-ip-range</c>; kubeadm's default.)</summary>
    public ImmutableArray<IPNetwork> ServiceCidrs { get; init; } = [IPNetwork.Parse("10.96.0.0/12")];

    /// <summary>The ranges of Pod addresses, at most one of each family. Default: 10.244.0.0/16. The API server does not use them; they are
    /// here so that everything that plans addresses reads one place.</summary>
    public ImmutableArray<IPNetwork> PodCidrs { get; init; } = [IPNetwork.Parse("10.244.0.0/16")];

    /// <summary>The first port of the NodePort range. Default: 30000.</summary>
    public int FirstNodePort { get; init; } = 30000;

    /// <summary>The last port of the NodePort range, inclusive. Default: 32767.</summary>
    public int LastNodePort { get; init; } = 32767;

    /// <summary>The seed of everything that is random in a real cluster: addresses, node ports, uids, generated names. The same seed and
    /// the same writes give the same cluster.</summary>
    public ulong Seed { get; init; }

    /// <summary>True when somebody plays kubelet: a deleted Pod that runs on a node then stays with a <c>deletionTimestamp</c> until
    /// <see cref="ClusterApi.RemovePod"/> is called, and its endpoints are terminating meanwhile. False (the default): a deleted Pod is
    /// gone at once.</summary>
    public bool GracefulPodDeletion { get; init; }

    /// <summary>How many endpoints the controller puts into one EndpointSlice at most, 1 to 1000. Default: 100. (Source:
    /// kube-controller-manager, <c>--max-endpoints-per-slice</c>.)</summary>
    public int MaxEndpointsPerSlice { get; init; } = 100;

    /// <summary>How many events are kept for watchers that resume from an older resourceVersion. Default: 10,000.</summary>
    public int EventHistory { get; init; } = 10_000;

    /// <summary>A dual-stack cluster with the usual ranges, IPv4 first: Services in 10.96.0.0/12 and fd00:10:96::/112, Pods in
    /// 10.244.0.0/16 and fd00:10:244::/56.</summary>
    public static ClusterOptions DualStack { get; } = new()
    {
        ServiceCidrs = [IPNetwork.Parse("10.96.0.0/12"), IPNetwork.Parse("fd00:10:96::/112")],
        PodCidrs = [IPNetwork.Parse("10.244.0.0/16"), IPNetwork.Parse("fd00:10:244::/56")],
    };

    /// <summary>The families of Services in this cluster, <c>IPv4</c> and <c>IPv6</c> as the API writes them, the primary one
    /// first.</summary>
    public ImmutableArray<string> IpFamilies =>
        [.. ServiceCidrs.Select(range => range.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4")];
}

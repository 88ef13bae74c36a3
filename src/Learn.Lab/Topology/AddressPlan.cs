using System.Net;

namespace Learn;

/// <summary>
/// Who gets which address in a lab. The ranges are the ones that learners meet elsewhere: pods in 10.244.0.0/16
/// (a /24 for each node, as kubeadm with flannel gives them), nodes in 172.18.0.0/16 (as kind does), Services in 10.96.0.0/12.
/// </summary>
public sealed class AddressPlan
{
    private const int FirstNodeHostNumber = 2;
    private const int ClientHostNumber = 100 << 8;

    /// <summary>The range that all pods of the cluster are in: <c>clusterCIDR</c> of kube-proxy's configuration.</summary>
    public IPNetwork PodRange { get; init; } = IPNetwork.Parse("10.244.0.0/16");

    /// <summary>The segment on which nodes and the client outside the cluster meet.</summary>
    public IPNetwork UnderlayRange { get; init; } = IPNetwork.Parse("172.18.0.0/16");

    /// <summary>The range of cluster IPs.</summary>
    public IPNetwork ServiceRange { get; init; } = IPNetwork.Parse("10.96.0.0/12");

    /// <summary>The address of the world's own end of the underlay; the default gateway of nodes and client.</summary>
    public IPAddress Gateway => UnderlayRange.BaseAddress.Plus(1);

    /// <summary>The address of the client outside the cluster.</summary>
    public IPAddress Client => UnderlayRange.BaseAddress.Plus(ClientHostNumber + 1);

    /// <summary>The InternalIP of a node.</summary>
    /// <param name="index">The node's number, from 0 on, below 250.</param>
    public IPAddress Node(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, 250);
        return UnderlayRange.BaseAddress.Plus(FirstNodeHostNumber + index);
    }

    /// <summary>The pod CIDR of a node: a /24 of <see cref="PodRange"/>.</summary>
    /// <param name="index">The node's number, from 0 on, below 250.</param>
    public IPNetwork PodCidr(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, 250);
        return new IPNetwork(PodRange.BaseAddress.Plus(index << 8), 24);
    }
}

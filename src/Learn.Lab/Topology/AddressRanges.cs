using System.Net;
using System.Net.Sockets;
using Learn.Netfilter;

namespace Learn;

/// <summary>The ranges of one address family in a lab.</summary>
/// <param name="Pods">The range that all pods of the cluster are in: <c>clusterCIDR</c> of kube-proxy's configuration.</param>
/// <param name="Underlay">The segment on which nodes and the clients outside the cluster meet.</param>
/// <param name="Services">The range of cluster IPs.</param>
/// <param name="LoadBalancers">The range from which the stand-in for a cloud gives addresses to load balancers.</param>
/// <param name="NodePrefixLength">How long the prefix of one node's part of <paramref name="Pods"/> is.</param>
public sealed record AddressRanges(IPNetwork Pods, IPNetwork Underlay, IPNetwork Services, IPNetwork LoadBalancers, int NodePrefixLength)
{
    /// <summary>
    /// IPv4 as learners meet it elsewhere: pods in 10.244.0.0/16 (a /24 for each node, as kubeadm with flannel gives them), nodes in
    /// 172.18.0.0/16 (as kind does), Services in 10.96.0.0/12, load balancers in 203.0.113.0/24 (RFC 5737, for documentation).
    /// </summary>
    public static AddressRanges IPv4 { get; } = new(
        IPNetwork.Parse("10.244.0.0/16"), IPNetwork.Parse("172.18.0.0/16"), IPNetwork.Parse("10.96.0.0/12"), IPNetwork.Parse("203.0.113.0/24"), 24);

    /// <summary>
    /// IPv6: pods in fd00:10:244::/56 (a /64 for each node), nodes in fd00:172:18::/64, Services in fd00:10:96::/112, load balancers
    /// in 2001:db8:203::/112 (RFC 3849, for documentation).
    /// </summary>
    public static AddressRanges IPv6 { get; } = new(
        IPNetwork.Parse("fd00:10:244::/56"), IPNetwork.Parse("fd00:172:18::/64"), IPNetwork.Parse("fd00:10:96::/112"), IPNetwork.Parse("2001:db8:203::/112"), 64);

    /// <summary>The family of all these ranges.</summary>
    public IpFamily Family => Pods.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? IpFamily.IPv4 : IpFamily.IPv6;

    /// <summary>The usual ranges of a family.</summary>
    public static AddressRanges Of(IpFamily family) => family == IpFamily.IPv4 ? IPv4 : IPv6;

    /// <summary>The address of the world's own end of the underlay; the default gateway of nodes and clients.</summary>
    public IPAddress Gateway => Underlay.BaseAddress.Plus(1);

    /// <summary>The InternalIP of a node.</summary>
    /// <param name="index">The node's number, from 0 on, below 250.</param>
    public IPAddress Node(int index) => Underlay.BaseAddress.Plus((UInt128)(AddressPlan.Checked(index) + 2));

    /// <summary>The address of a client outside the cluster.</summary>
    /// <param name="index">The client's number, from 0 on, below 250.</param>
    public IPAddress Client(int index) => Underlay.BaseAddress.Plus((UInt128)((100 << 8) + 1 + AddressPlan.Checked(index)));

    /// <summary>The pod CIDR of a node.</summary>
    /// <param name="index">The node's number, from 0 on, below 250.</param>
    public IPNetwork PodCidr(int index)
    {
        var size = UInt128.One << (Pods.BaseAddress.FullLength() - NodePrefixLength);
        return new IPNetwork(Pods.BaseAddress.Plus(size * (UInt128)AddressPlan.Checked(index)), NodePrefixLength);
    }
}

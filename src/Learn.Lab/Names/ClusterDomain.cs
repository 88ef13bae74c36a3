using System.Net;

namespace Learn;

/// <summary>What kubeadm settles about the names of a cluster: its domain, how long answers may be kept, and where its name server is.</summary>
internal static class ClusterDomain
{
    /// <summary>The domain of all names of the cluster.</summary>
    public const string Name = "cluster.local";

    /// <summary>Seconds that an answer may be kept. Source: <c>ttl 30</c> in kubeadm's Corefile.</summary>
    public const int TimeToLive = 30;

    // kubeadm: the tenth address of the Service range (GetDNSIP).
    private const int NameServerNumber = 10;

    /// <summary>The address of the Service <c>kube-dns</c>, which every kubelet writes into the pods' resolver files: 10.96.0.10.</summary>
    /// <param name="serviceRange">A range of Service addresses.</param>
    public static IPAddress NameServer(IPNetwork serviceRange)
    {
        // The range begins with zeros in the part that counts hosts, so nothing is carried.
        var bytes = serviceRange.BaseAddress.GetAddressBytes();
        bytes[^1] += NameServerNumber;
        return new IPAddress(bytes);
    }
}

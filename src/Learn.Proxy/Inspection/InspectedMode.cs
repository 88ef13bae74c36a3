namespace Learn.Proxy;

/// <summary>How kube-proxy works on the node that a dump comes from, as far as the dump tells.</summary>
public enum InspectedMode
{
    /// <summary>No rules of kube-proxy: nftables mode, another program in its place, or not the whole dump.</summary>
    None,

    /// <summary>iptables mode.</summary>
    Iptables,

    /// <summary>IPVS mode: Services are in the kernel's virtual server and in sets, which a dump does not show.</summary>
    Ipvs,

    /// <summary>Chains of both iptables and IPVS mode.</summary>
    Mixed,
}

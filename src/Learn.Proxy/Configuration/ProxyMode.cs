namespace Learn.Proxy;

/// <summary>The <c>mode</c> of a KubeProxyConfiguration: which kernel facility carries the Services.</summary>
public enum ProxyMode
{
    /// <summary>iptables, the default on Linux.</summary>
    Iptables,

    /// <summary>IPVS. Known by name only: nothing here writes its rules.</summary>
    Ipvs,

    /// <summary>nftables, alpha in v1.30: needs the feature gate <c>NFTablesProxyMode</c>.</summary>
    Nftables,
}

namespace Learn.Netfilter;

/// <summary>The two address families that netfilter keeps separate rulesets for.</summary>
public enum IpFamily
{
    /// <summary>The rules of <c>iptables</c>.</summary>
    IPv4,

    /// <summary>The rules of <c>ip6tables</c>.</summary>
    IPv6,
}

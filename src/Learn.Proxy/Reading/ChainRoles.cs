using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Tells from the name of a chain what it is there for.</summary>
internal static class ChainRoles
{
    // Longer beginnings first where one is the beginning of another.
    private static readonly (string Prefix, ChainRole Role)[] s_prefixes =
    [
        (ProxyChains.EndpointPrefix, ChainRole.Endpoint),
        (ProxyChains.ServicePrefix, ChainRole.Service),
        (ProxyChains.LocalServicePrefix, ChainRole.LocalService),
        (ProxyChains.ExternalPrefix, ChainRole.External),
        (ProxyChains.FirewallPrefix, ChainRole.Firewall),
        (OldExternalPrefix, ChainRole.OldExternalLocal),
        ("KUBE-IPVS-", ChainRole.Ipvs),
    ];

    private static readonly Dictionary<string, ChainRole> s_names = new(StringComparer.Ordinal)
    {
        [ProxyChains.Services] = ChainRole.Services,
        [ProxyChains.ExternalServices] = ChainRole.ExternalServices,
        [ProxyChains.NodePorts] = ChainRole.NodePorts,
        [ProxyChains.Postrouting] = ChainRole.Postrouting,
        [ProxyChains.MarkMasquerade] = ChainRole.MarkMasquerade,
        [MarkDrop] = ChainRole.MarkDrop,
        [ProxyChains.Forward] = ChainRole.Forward,
        [ProxyChains.ProxyFirewall] = ChainRole.ProxyFirewall,
        [ProxyChains.KubeletFirewall] = ChainRole.KubeletFirewall,
        [ProxyChains.Canary] = ChainRole.Canary,
        ["KUBE-KUBELET-CANARY"] = ChainRole.KubeletCanary,
        ["KUBE-IPTABLES-HINT"] = ChainRole.KubeletCanary,
        ["KUBE-LOAD-BALANCER"] = ChainRole.Ipvs,
        ["KUBE-FIRE-WALL"] = ChainRole.Ipvs,
        ["KUBE-NODE-PORT"] = ChainRole.Ipvs,
        ["KUBE-SOURCE-RANGES-FIREWALL"] = ChainRole.Ipvs,
        ["PREROUTING"] = ChainRole.BuiltIn,
        ["INPUT"] = ChainRole.BuiltIn,
        ["FORWARD"] = ChainRole.BuiltIn,
        ["OUTPUT"] = ChainRole.BuiltIn,
        ["POSTROUTING"] = ChainRole.BuiltIn,
    };

    /// <summary>Drops what is marked; of the kubelet, and of older versions of kube-proxy.</summary>
    internal const string MarkDrop = "KUBE-MARK-DROP";

    /// <summary>External traffic of a service port with policy Local, until KUBE-EXT- took its place.</summary>
    internal const string OldExternalPrefix = "KUBE-XLB-";

    internal static ChainRole Of(Chain chain) => chain.IsBuiltIn ? ChainRole.BuiltIn : Of(chain.Name);

    internal static ChainRole Of(string name)
    {
        if (name.StartsWith("KUBE-", StringComparison.Ordinal))
        {
            foreach ((string prefix, ChainRole role) in s_prefixes)
            {
                if (name.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return role;
                }
            }
        }

        return s_names.GetValueOrDefault(name, ChainRole.Other);
    }

    /// <summary>The part of a chain's name that the chains of one service port share; null if it is not a chain of one.</summary>
    internal static string? HashOf(string chain) => Of(chain) switch
    {
        ChainRole.Service => chain[ProxyChains.ServicePrefix.Length..],
        ChainRole.LocalService => chain[ProxyChains.LocalServicePrefix.Length..],
        ChainRole.External => chain[ProxyChains.ExternalPrefix.Length..],
        ChainRole.Firewall => chain[ProxyChains.FirewallPrefix.Length..],
        ChainRole.OldExternalLocal => chain[OldExternalPrefix.Length..],
        _ => null,
    };
}

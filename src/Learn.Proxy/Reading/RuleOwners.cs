using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Tells by the names of chains and sets, and by comments, who has written a rule.</summary>
internal static class RuleOwners
{
    // Each program gives its chains names of its own, so that it finds them again.
    private static readonly (string Prefix, RuleOwner Owner)[] s_prefixes =
    [
        ("KUBE-IPVS-", RuleOwner.KubeProxyIpvs), ("KUBE-LOAD-BALANCER", RuleOwner.KubeProxyIpvs), ("KUBE-NODE-PORT", RuleOwner.KubeProxyIpvs),
        ("KUBE-SOURCE-RANGES-FIREWALL", RuleOwner.KubeProxyIpvs),
        ("KUBE-KUBELET-", RuleOwner.Kubelet), ("KUBE-IPTABLES-HINT", RuleOwner.Kubelet), ("KUBE-MARK-DROP", RuleOwner.Kubelet),
    ];

    /// <summary>The owner of a rule that kube-proxy does not write.</summary>
    internal static RuleOwner Of(ChainEntry entry, Rule rule)
    {
        if (OfChainName(entry.Chain.Name) is not RuleOwner.Unknown and var own)
        {
            return own;
        }

        if (RuleParts.ChainCalledBy(rule) is { } called && OfChainName(called) is not RuleOwner.Unknown and var target)
        {
            return target;
        }

        return UsesSetOfIpvs(rule) ? RuleOwner.KubeProxyIpvs : OfComment(rule.Comment);
    }

    /// <summary>The owner of a rule that kube-proxy writes in one of its modes; the kubelet once wrote some of them.</summary>
    internal static RuleOwner OfKubernetes(ChainEntry entry, Rule rule)
    {
        bool dropsMarked = entry.Role == ChainRole.KubeletFirewall && rule.Find<MarkMatch>() is not null;
        return dropsMarked || entry.Role == ChainRole.MarkDrop ? RuleOwner.Kubelet
            : UsesSetOfIpvs(rule) ? RuleOwner.KubeProxyIpvs
            : RuleOwner.KubeProxy;
    }

    /// <summary>Whose chain it is, apart from those of kube-proxy's iptables mode.</summary>
    internal static RuleOwner OfChainName(string chain)
    {
        foreach ((string prefix, RuleOwner owner) in s_prefixes)
        {
            if (chain.StartsWith(prefix, StringComparison.Ordinal))
            {
                return owner;
            }
        }

        return OtherPrograms.Of(chain)?.Owner ?? RuleOwner.Unknown;
    }

    private static RuleOwner OfComment(string? comment) => comment switch
    {
        null => RuleOwner.Unknown,
        _ when comment.StartsWith("cali:", StringComparison.Ordinal) => RuleOwner.NetworkPlugin,
        _ when comment.StartsWith("cilium", StringComparison.OrdinalIgnoreCase) => RuleOwner.NetworkPlugin,
        _ when comment.StartsWith("flanneld", StringComparison.Ordinal) => RuleOwner.NetworkPlugin,
        _ when comment.StartsWith("Antrea:", StringComparison.Ordinal) => RuleOwner.NetworkPlugin,
        _ => RuleOwner.Unknown,
    };

    private static bool UsesSetOfIpvs(Rule rule)
    {
        foreach (Match match in rule.Matches)
        {
            if (match is SetMatch set && set.Name.StartsWith("KUBE-", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

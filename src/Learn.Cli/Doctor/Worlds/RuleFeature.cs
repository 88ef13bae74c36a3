namespace Learn.Cli.Doctor.Worlds;

/// <summary>A match or target of the packet filter that rules here use.</summary>
/// <param name="Kind"><c>match</c> or <c>target</c>.</param>
/// <param name="Name">Its name as iptables has it.</param>
/// <param name="Table">The table in which it is tried.</param>
/// <param name="Rule">A rule with it, as kube-proxy writes one.</param>
/// <param name="Modules">The modules of the kernel that have it.</param>
internal sealed record RuleFeature(string Kind, string Name, string Table, string Rule, string Modules)
{
    /// <summary>What does not work without it; null if nothing does.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>The rule for IPv6, where it is another one.</summary>
    public string? RuleIPv6 { get; init; }

    /// <summary>The finding's id.</summary>
    public string Id => $"{Kind}-{Name.ToLowerInvariant()}";

    /// <summary>All that kube-proxy 1.30 uses, and TRACE.</summary>
    public static IReadOnlyList<RuleFeature> All { get; } =
    [
        new("match", "comment", "nat", "-A PREROUTING -m comment --comment \"kubernetes service portals\" -j ACCEPT", "xt_comment"),
        new("match", "conntrack", "filter", "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT", "xt_conntrack"),
        new("match", "mark", "filter", "-A FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT", "xt_mark"),
        new("match", "addrtype", "nat", "-A PREROUTING -m addrtype --dst-type LOCAL -j ACCEPT", "xt_addrtype"),
        new("match", "statistic", "nat", "-A PREROUTING -m statistic --mode random --probability 0.33333333349 -j ACCEPT", "xt_statistic"),
        new("match", "tcp", "nat", "-A PREROUTING -p tcp -m tcp --dport 80 -j ACCEPT", "xt_tcpudp"),
        new("match", "udp", "nat", "-A PREROUTING -p udp -m udp --dport 53 -j ACCEPT", "xt_tcpudp"),
        new("match", "sctp", "nat", "-A PREROUTING -p sctp -m sctp --dport 80 -j ACCEPT", "xt_sctp") { OnlyFor = "Services with SCTP" },
        new("match", "recent", "nat", "-A PREROUTING -m recent --name KUBE-SEP-DOCTOR --rcheck --seconds 10800 --reap -j ACCEPT", "xt_recent") { OnlyFor = "session affinity (ClientIP)" },
        new("target", "MARK", "nat", "-A PREROUTING -j MARK --or-mark 0x4000", "xt_mark"),
        new("target", "DNAT", "nat", "-A PREROUTING -p tcp -j DNAT --to-destination 10.244.0.5:8080", "xt_nat nf_nat") { RuleIPv6 = "-A PREROUTING -p tcp -j DNAT --to-destination [fd00:10:244::5]:8080" },
        new("target", "MASQUERADE", "nat", "-A POSTROUTING -j MASQUERADE --random-fully", "xt_MASQUERADE"),
        new("target", "REJECT", "filter", "-A INPUT -j REJECT --reject-with icmp-port-unreachable", "ipt_REJECT ip6t_REJECT") { RuleIPv6 = "-A INPUT -j REJECT --reject-with icmp6-port-unreachable" },
        new("target", "TRACE", "raw", "-A PREROUTING -j TRACE", "xt_TRACE nfnetlink_log") { OnlyFor = "rules with -j TRACE, such as xtables-monitor shows" },
    ];
}

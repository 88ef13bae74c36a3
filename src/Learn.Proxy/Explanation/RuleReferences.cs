using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Which text stands behind which reason.</summary>
internal static class RuleReferences
{
    private const string ManPages = "https://man7.org/linux/man-pages/man8/";
    private const string VirtualIPs = "https://kubernetes.io/docs/reference/networking/virtual-ips/";
    private const string Service = "https://kubernetes.io/docs/concepts/services-networking/service/";

    internal static readonly RuleReference TerminatingEndpoints = Kep(1669, "Proxy Terminating Endpoints");
    internal static readonly RuleReference TopologyHints = Kep(2433, "Topology Aware Hints");
    private static readonly RuleReference s_iptables = new("iptables(8)", "administration tool for packet filtering and NAT", ManPages + "iptables.8.html");
    private static readonly RuleReference s_statistic = Extension("statistic");
    private static readonly RuleReference s_recent = Extension("recent");
    private static readonly RuleReference s_dnat = Extension("DNAT");
    private static readonly RuleReference s_masquerade = Extension("MASQUERADE");
    private static readonly RuleReference s_mark = Extension("MARK");
    private static readonly RuleReference s_conntrack = Extension("conntrack");
    private static readonly RuleReference s_addrtype = Extension("addrtype");
    private static readonly RuleReference s_reject = Extension("REJECT");
    private static readonly RuleReference s_chains = Kep(3178, "Cleaning up IPTables Chain Ownership");
    private static readonly RuleReference s_internalPolicy = Kep(2086, "Service Internal Traffic Policy");
    private static readonly RuleReference s_podDetection = Kep(2450, "Remove knowledge of pod cluster CIDR from iptables rules");
    private static readonly RuleReference s_ipMode = Kep(1860, "Make Kubernetes aware of the LoadBalancer behaviour");
    private static readonly RuleReference s_virtualIPs = new("Kubernetes documentation", "Virtual IPs and Service Proxies", VirtualIPs);
    private static readonly RuleReference s_externalPolicy = new("Kubernetes documentation", "Traffic policies", VirtualIPs + "#traffic-policies");
    private static readonly RuleReference s_affinity = new("Kubernetes documentation", "Session affinity", VirtualIPs + "#session-affinity");
    private static readonly RuleReference s_nodePort = new("Kubernetes documentation", "type: NodePort", Service + "#type-nodeport");
    private static readonly RuleReference s_externalIPs = new("Kubernetes documentation", "External IPs", Service + "#external-ips");
    private static readonly RuleReference s_loadBalancer = new("Kubernetes documentation", "type: LoadBalancer", Service + "#loadbalancer");
    private static readonly RuleReference s_unreachable = Rfc(792, "Internet Control Message Protocol: destination unreachable");
    private static readonly RuleReference s_hairpin = Rfc(4787, "NAT Behavioral Requirements for Unicast UDP, section 6: hairpinning");
    private static readonly RuleReference s_loopback = Rfc(1122, "Requirements for Internet Hosts, section 3.2.1.3: 127/8 must not appear outside a host");
    private static readonly RuleReference s_localBoundary = new("CVE-2020-8558", "Node setting allows neighboring hosts to bypass the localhost boundary", "https://github.com/kubernetes/kubernetes/issues/92315");

    private static readonly ImmutableArray<RuleReference>[] s_byReason = [.. Enum.GetValues<RuleReason>().Select(For)];

    /// <summary>The texts behind a rule of kube-proxy.</summary>
    internal static ImmutableArray<RuleReference> Of(RuleReason reason, string chain, Rule rule) =>
        reason == RuleReason.Fixed ? OfFixed(chain, rule) : s_byReason[(int)reason];

    /// <summary>The manual of what a rule uses, for rules that nobody here knows more about.</summary>
    internal static ImmutableArray<RuleReference> Manual => [s_iptables];

    private static ImmutableArray<RuleReference> For(RuleReason reason) => reason switch
    {
        RuleReason.Jump => [s_chains, s_iptables],
        RuleReason.NodePortsLast => [s_nodePort, s_addrtype],
        RuleReason.ClusterIP => [s_virtualIPs],
        RuleReason.ExternalIP => [s_externalIPs],
        RuleReason.LoadBalancerIP => [s_loadBalancer, s_ipMode],
        RuleReason.NodePort => [s_nodePort],
        RuleReason.MasqueradeClusterIP => [s_podDetection, s_masquerade],
        RuleReason.MasqueradeExternal => [s_externalPolicy, s_masquerade],
        RuleReason.PodShortCut => [s_externalPolicy, s_podDetection],
        RuleReason.MasqueradeLocal or RuleReason.LocalShortCut => [s_externalPolicy, s_addrtype],
        RuleReason.ExternalPolicy => [s_externalPolicy],
        RuleReason.SourceRange or RuleReason.SourceRangeOfNode or RuleReason.FirewallRemark or RuleReason.FirewallDrop => [s_loadBalancer],
        RuleReason.NoEndpoints => [s_reject, s_unreachable],
        RuleReason.NoLocalEndpoints => [s_internalPolicy, s_externalPolicy],
        RuleReason.HealthCheckNodePort => [s_loadBalancer],
        RuleReason.Affinity => [s_affinity, s_recent],
        RuleReason.Choose => [s_virtualIPs, s_statistic],
        RuleReason.Hairpin => [s_hairpin, s_masquerade],
        RuleReason.Translate => [s_virtualIPs, s_dnat],
        _ => [s_iptables],
    };

    private static ImmutableArray<RuleReference> OfFixed(string chain, Rule rule) => chain switch
    {
        ProxyChains.MarkMasquerade => [s_mark, s_chains],
        ProxyChains.Postrouting => rule.Target is MasqueradeTarget ? [s_masquerade] : [s_mark],
        ProxyChains.Forward => [s_conntrack],
        ProxyChains.KubeletFirewall => [s_localBoundary, s_loopback],
        _ => [s_iptables],
    };

    private static RuleReference Kep(int number, string title) => new($"KEP-{number}", title, $"https://kep.k8s.io/{number}");

    private static RuleReference Extension(string name) => new("iptables-extensions(8)", name, ManPages + "iptables-extensions.8.html");

    private static RuleReference Rfc(int number, string title) => new($"RFC {number}", title, $"https://www.rfc-editor.org/rfc/rfc{number}");
}

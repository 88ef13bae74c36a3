using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Programs that write rules on nodes, known by the names that they give to their chains.</summary>
internal static class OtherPrograms
{
    // The first name that fits counts, so longer ones stand before shorter ones.
    private static readonly (string Prefix, string Name, RuleOwner Owner)[] s_known =
    [
        ("cali-", "Calico", RuleOwner.NetworkPlugin),
        ("OLD_CILIUM_", "Cilium", RuleOwner.NetworkPlugin),
        ("CILIUM_", "Cilium", RuleOwner.NetworkPlugin),
        ("FLANNEL-", "flannel", RuleOwner.NetworkPlugin),
        ("WEAVE", "Weave Net", RuleOwner.NetworkPlugin),
        ("ANTREA-", "Antrea", RuleOwner.NetworkPlugin),
        ("KUBE-ROUTER-", "kube-router", RuleOwner.NetworkPlugin),
        ("KUBE-POD-FW-", "kube-router", RuleOwner.NetworkPlugin),
        ("KUBE-NWPLCY-", "kube-router", RuleOwner.NetworkPlugin),
        ("KINDNET-", "kindnet", RuleOwner.NetworkPlugin),
        ("KIND-MASQ-AGENT", "kindnet", RuleOwner.NetworkPlugin),
        ("IP-MASQ", "ip-masq-agent", RuleOwner.NetworkPlugin),
        ("AWS-", "Amazon VPC CNI", RuleOwner.NetworkPlugin),
        ("OVN-KUBE-", "OVN-Kubernetes", RuleOwner.NetworkPlugin),
        ("CNI-", "CNI portmap plugin", RuleOwner.NetworkPlugin),
        ("DOCKER", "Docker", RuleOwner.ContainerEngine),
        ("NETAVARK", "Podman", RuleOwner.ContainerEngine),
        ("ISTIO_", "Istio", RuleOwner.Unknown),
        ("ufw", "ufw", RuleOwner.Unknown),
        ("f2b-", "fail2ban", RuleOwner.Unknown),
        ("LIBVIRT_", "libvirt", RuleOwner.Unknown),
        ("FWDI_", "firewalld", RuleOwner.Unknown),
        ("FWDO_", "firewalld", RuleOwner.Unknown),
        ("FWD_", "firewalld", RuleOwner.Unknown),
        ("IN_public", "firewalld", RuleOwner.Unknown),
        ("INPUT_ZONES", "firewalld", RuleOwner.Unknown),
        ("INPUT_direct", "firewalld", RuleOwner.Unknown),
        ("FORWARD_direct", "firewalld", RuleOwner.Unknown),
        ("FORWARD_IN_ZONES", "firewalld", RuleOwner.Unknown),
        ("FORWARD_OUT_ZONES", "firewalld", RuleOwner.Unknown),
        ("OUTPUT_direct", "firewalld", RuleOwner.Unknown),
        ("PREROUTING_ZONES", "firewalld", RuleOwner.Unknown),
        ("POSTROUTING_ZONES", "firewalld", RuleOwner.Unknown),
        ("TAILSCALE", "Tailscale", RuleOwner.Unknown),
        ("ts-", "Tailscale", RuleOwner.Unknown),
    ];

    internal static (string Name, RuleOwner Owner)? Of(string chain)
    {
        foreach ((string prefix, string name, RuleOwner owner) in s_known)
        {
            if (chain.StartsWith(prefix, StringComparison.Ordinal))
            {
                return (name, owner);
            }
        }

        return null;
    }

    internal static ImmutableArray<OtherProgram> Find(RulesetReading reading)
    {
        var found = new SortedDictionary<string, (RuleOwner Owner, int Chains, int Rules)>(StringComparer.Ordinal);
        foreach (ChainReading chain in reading.Chains)
        {
            if (chain.Role is ChainRole.Other or ChainRole.BuiltIn)
            {
                Count(reading, chain, found);
            }
        }

        return [.. found.Select(pair => new OtherProgram(pair.Key, pair.Value.Owner, pair.Value.Chains, pair.Value.Rules))];
    }

    private static void Count(
        RulesetReading reading, ChainReading chain, SortedDictionary<string, (RuleOwner Owner, int Chains, int Rules)> found)
    {
        ImmutableArray<Rule> rules = reading.RulesOf(chain.Table, chain.Chain);
        if (Of(chain.Chain) is { } own)
        {
            var count = found.GetValueOrDefault(own.Name);
            found[own.Name] = (own.Owner, count.Chains + 1, count.Rules + rules.Length);
            return;
        }

        foreach (Rule rule in rules)
        {
            if (RuleParts.ChainCalledBy(rule) is { } called && Of(called) is { } other)
            {
                var count = found.GetValueOrDefault(other.Name);
                found[other.Name] = (other.Owner, count.Chains, count.Rules + 1);
            }
        }
    }
}

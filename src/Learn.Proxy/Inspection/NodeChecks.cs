using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What is odd about the node's rules beside those of kube-proxy.</summary>
internal static class NodeChecks
{
    private static readonly string[] s_tables = ["nat", "filter"];

    internal static IEnumerable<Oddity> Run(RulesetReading reading, InspectedMode mode) =>
        [.. Nothing(reading, mode), .. Virtual(mode), .. Tables(reading, mode), .. Untracked(reading), .. ForwardPolicy(reading, mode), .. Legacy(reading)];

    private static IEnumerable<Oddity> Nothing(RulesetReading reading, InspectedMode mode)
    {
        if (mode == InspectedMode.None)
        {
            bool cilium = reading.Chains.Any(chain => chain.Chain.StartsWith("CILIUM_", StringComparison.Ordinal));
            yield return new(
                OddityLevel.Note, "There are no rules of kube-proxy for Services.",
                cilium ? "Cilium may do its work in the kernel's eBPF, where iptables sees nothing of it."
                    : "kube-proxy may be in its nftables mode, something else may stand in for it, or the other iptables (legacy or nft) has its rules.",
                "`nft list table ip kube-proxy` shows its nftables mode; `iptables-legacy-save` and `iptables-nft-save` show both kinds of iptables.");
        }
    }

    private static IEnumerable<Oddity> Virtual(InspectedMode mode)
    {
        if (mode == InspectedMode.Ipvs)
        {
            yield return new(
                OddityLevel.Note, "kube-proxy is in IPVS mode.",
                "Services and endpoints are in the kernel's virtual server, and addresses in sets: these rules only mark, accept and refuse.",
                "`ipvsadm -Ln` shows Services and endpoints, `ipset list` the sets.");
        }
    }

    private static IEnumerable<Oddity> Tables(RulesetReading reading, InspectedMode mode)
    {
        string[] missing = [.. s_tables.Where(table => reading.Ruleset.Find(table) is null)];
        if (missing.Length > 0 && mode != InspectedMode.None)
        {
            yield return new(
                OddityLevel.Note, $"The dump has no table {string.Join(" and ", missing)}.",
                missing.Contains("nat") ? "Which addresses lead where is in nat." : "Which Services are refused or dropped is in filter.",
                "Take the dump without -t.");
        }
    }

    private static IEnumerable<Oddity> Untracked(RulesetReading reading)
    {
        foreach (Chain chain in reading.Ruleset.Find("raw")?.Chains ?? [])
        {
            Rule? rule = chain.Rules.FirstOrDefault(rule => rule.Target is UnknownTarget { Text: var text }
                && (text.StartsWith("NOTRACK", StringComparison.Ordinal) || text.Contains("--notrack", StringComparison.Ordinal)));
            if (rule is not null)
            {
                bool isKnown = OtherPrograms.Of(chain.Name) is not null;
                yield return new(
                    isKnown ? OddityLevel.Note : OddityLevel.Warning, $"raw {chain.Name} takes traffic out of connection tracking: {rule}.",
                    "Without connection tracking nothing is translated: such traffic does not reach Services, and its answers are not translated back.",
                    "See that it is not traffic of Services; for node-local DNS caches and encapsulation it is intended.");
            }
        }
    }

    private static IEnumerable<Oddity> ForwardPolicy(RulesetReading reading, InspectedMode mode)
    {
        if (mode == InspectedMode.None || reading.Ruleset.Find("filter", "FORWARD") is not { Policy: ChainPolicy.Drop } forward)
        {
            yield break;
        }

        bool isAccepted = forward.Rules.Any(rule => rule.Target is AcceptTarget
            || (RuleParts.ChainCalledBy(rule) is { } chain && OtherPrograms.Of(chain) is { Owner: RuleOwner.NetworkPlugin }));
        yield return new(
            isAccepted ? OddityLevel.Note : OddityLevel.Warning, "The policy of filter FORWARD is DROP.",
            "KUBE-FORWARD accepts masqueraded and established traffic only: new connections from pod to pod need a rule of somebody else"
                + (isAccepted ? ", and there is one that accepts." : ", and there is none."),
            "Docker sets this policy; network plugins add rules for the pods' addresses.");
    }

    private static IEnumerable<Oddity> Legacy(RulesetReading reading)
    {
        IEnumerable<string> comments = reading.Ruleset.TrailingComments.Concat(reading.Ruleset.Tables.SelectMany(table => table.LeadingComments));
        if (comments.Any(line => line.Contains(DumpHeader.LegacyWarning, StringComparison.Ordinal)))
        {
            yield return new(
                OddityLevel.Warning, "iptables-legacy has rules, too, beside these of iptables-nft.",
                "A packet goes through both sets; each program sees its own only. A drop in one of them counts.",
                "`iptables-legacy-save` shows the others; all programs of a node should use the same kind.");
        }
    }
}

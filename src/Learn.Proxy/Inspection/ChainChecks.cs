using System.Collections.Immutable;
using System.Globalization;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>kube-proxy's own chains: stale, missing, of other versions, with rules of others in them, in the wrong order.</summary>
internal static class ChainChecks
{
    private const int MostTold = 5;

    internal static IEnumerable<Oddity> Run(RulesetReading reading, VersionRange versions) =>
    [
        .. MissingChains(reading), .. Masquerading(reading), .. NodePortsLast(reading), .. Foreign(reading),
        .. Layouts(reading, versions), .. Stale(reading), .. Leftovers(reading, versions), .. Canaries(reading),
    ];

    private static IEnumerable<Oddity> MissingChains(RulesetReading reading)
    {
        var missing = new HashSet<(string Table, string Chain)>();
        foreach (Table table in reading.Ruleset.Tables)
        {
            foreach (Rule rule in table.Chains.SelectMany(chain => chain.Rules))
            {
                if (RuleParts.ChainCalledBy(rule) is { } called && called.StartsWith("KUBE-", StringComparison.Ordinal)
                    && reading.FindChain(table.Name, called) is null)
                {
                    missing.Add((table.Name, called));
                }
            }
        }

        if (missing.Count > 0)
        {
            yield return new(
                OddityLevel.Problem,
                $"{Words.Count(missing.Count, "chain")} that rules lead to {(missing.Count == 1 ? "is" : "are")} not in the dump: "
                    + $"{Words.List(missing.Select(chain => $"{chain.Table} {chain.Chain}").Order(StringComparer.Ordinal))}.",
                "A kernel does not take such rules: the dump is not whole, or a partial payload.",
                "Take the dump again with iptables-save, without grep or a limit of lines.");
        }
    }

    private static IEnumerable<Oddity> Masquerading(RulesetReading reading)
    {
        if (reading.FindChain("nat", ProxyChains.MarkMasquerade) is null)
        {
            yield break;
        }

        const string LookAt = "Restart kube-proxy, and look at its log; its next full sync writes these rules.";
        MarkTarget? mark = reading.RulesOf("nat", ProxyChains.MarkMasquerade).Select(rule => rule.Target).OfType<MarkTarget>().FirstOrDefault();
        ImmutableArray<Rule> postrouting = reading.RulesOf("nat", ProxyChains.Postrouting);
        if (!postrouting.Any(rule => rule.Target is MasqueradeTarget))
        {
            yield return new(
                OddityLevel.Problem, "nat KUBE-POSTROUTING does not masquerade, but rules mark traffic for it.",
                "Traffic from outside and from pods to themselves keeps its source; answers take another way, and connections hang.", LookAt);
        }

        if (mark is null)
        {
            yield return new(OddityLevel.Problem, "nat KUBE-MARK-MASQ sets no mark.", "Nothing is masqueraded.", LookAt);
        }
        else if (postrouting.Select(rule => rule.Find<MarkMatch>()).FirstOrDefault(match => match is not null) is { } match && match.Mask != mark.Value)
        {
            yield return new(
                OddityLevel.Problem,
                string.Create(CultureInfo.InvariantCulture, $"KUBE-MARK-MASQ sets the mark 0x{mark.Value:x}, but KUBE-POSTROUTING looks for 0x{match.Mask:x}."),
                "Nothing is masqueraded.", "Look for two kube-proxies, or a kubelet of an old version with another iptablesMasqueradeBit.");
        }
    }

    private static IEnumerable<Oddity> NodePortsLast(RulesetReading reading)
    {
        ImmutableArray<Rule> rules = reading.RulesOf("nat", ProxyChains.Services);
        int first = IndexOf(rules, rule => RuleParts.ChainCalledBy(rule) == ProxyChains.NodePorts);
        int behind = first < 0 ? 0 : rules.AsSpan()[first..].ToArray().Count(rule => RuleParts.ChainCalledBy(rule) != ProxyChains.NodePorts);
        if (behind > 0)
        {
            yield return new(
                OddityLevel.Problem,
                $"In nat KUBE-SERVICES, {Words.Count(behind, "rule")} {(behind == 1 ? "stands" : "stand")} behind the jump to KUBE-NODEPORTS, which has to be the last.",
                "A node port with the number of a Service's port takes the traffic of addresses that are also on the node.",
                "Somebody appended rules; any change of a Service makes kube-proxy write the chain anew.");
        }

        if (first < 0 && rules.Length > 0 && !reading.RulesOf("nat", ProxyChains.NodePorts).IsEmpty)
        {
            yield return new(
                OddityLevel.Warning, "Nothing in nat KUBE-SERVICES leads to KUBE-NODEPORTS.", "No node port can be reached.",
                "Look at nodePortAddresses in kube-proxy's configuration: does it fit an address of the node?");
        }
    }

    private static IEnumerable<Oddity> Foreign(RulesetReading reading)
    {
        var found = new List<(string Place, Rule Rule)>();
        foreach (ChainReading chain in reading.Chains.Where(IsOfProxy))
        {
            ImmutableArray<Rule> rules = reading.RulesOf(chain.Table, chain.Chain);
            for (int number = 1; number <= rules.Length; number++)
            {
                if (reading.Find(chain.Table, chain.Chain, number) is { Reason: null, Owner: not (RuleOwner.KubeProxyIpvs or RuleOwner.Kubelet) })
                {
                    found.Add(($"rule {number} of {chain.Table} {chain.Chain}", rules[number - 1]));
                }
            }
        }

        foreach ((string place, Rule rule) in found.Take(MostTold))
        {
            yield return new(
                OddityLevel.Warning, $"{Capital(place)} is none of kube-proxy's: {rule}.",
                "It works until kube-proxy writes the chain again, and is gone then.",
                "Put such rules into chains of their own, called from the built-in chains.");
        }

        if (found.Count > MostTold)
        {
            yield return new(
                OddityLevel.Warning, $"{Words.Count(found.Count - MostTold, "further rule")} in kube-proxy's chains {(found.Count - MostTold == 1 ? "is" : "are")} none of kube-proxy's.",
                "They are gone when kube-proxy writes the chains again.", "Look for the program that adds them.");
        }
    }

    private static bool IsOfProxy(ChainReading chain) => chain.Role is not (ChainRole.Other or ChainRole.BuiltIn or ChainRole.Ipvs
        or ChainRole.KubeletCanary or ChainRole.KubeletFirewall or ChainRole.MarkDrop);

    private static IEnumerable<Oddity> Layouts(RulesetReading reading, VersionRange versions)
    {
        if (versions.IsContradiction)
        {
            yield return new(
                OddityLevel.Warning,
                "The rules are a mixture: " + string.Join("; ", versions.Evidence.Select(evidence => $"{evidence.What} ({Limits(evidence)})")) + ".",
                "No single version of kube-proxy writes all of this: two of them at work, or rules left from before an upgrade.",
                "See how many kube-proxies run on the node; after an upgrade, `kube-proxy --cleanup` of the old version removes its chains.");
        }

        bool ipvs = reading.Chains.Any(chain => chain.Role == ChainRole.Ipvs);
        if (ipvs)
        {
            yield return new(
                OddityLevel.Warning, "There are chains of kube-proxy's IPVS mode beside those of its iptables mode.",
                "One of the modes was used before, and its rules were not cleaned up; they may still mark or accept traffic.",
                "`kube-proxy --cleanup`, or a reboot of the node, after which only one mode is used.");
        }
    }

    private static string Limits(VersionEvidence evidence) => (evidence.From, evidence.To) switch
    {
        ({ } from, null) => $"1.{from} or newer",
        (null, { } to) => $"1.{to} or older",
        var (from, to) => $"1.{from} to 1.{to}",
    };

    private static IEnumerable<Oddity> Stale(RulesetReading reading)
    {
        var called = new HashSet<(string, string)>();
        foreach (Table table in reading.Ruleset.Tables)
        {
            foreach (Rule rule in table.Chains.SelectMany(chain => chain.Rules))
            {
                if (RuleParts.ChainCalledBy(rule) is { } target)
                {
                    called.Add((table.Name, target));
                }
            }
        }

        ChainReading[] stale = [.. reading.Chains.Where(chain => chain.Role
            is ChainRole.Endpoint or ChainRole.Service or ChainRole.LocalService or ChainRole.External or ChainRole.Firewall or ChainRole.OldExternalLocal
            && (chain.Service is { IsStale: true } || !called.Contains((chain.Table, chain.Chain))))];
        if (stale.Length > 0 && !reading.RulesOf("nat", ProxyChains.Services).IsEmpty)
        {
            yield return new(
                OddityLevel.Note,
                $"{Words.Count(stale.Length, "stale chain")}, to which no packet comes: {Words.List(stale.Select(chain => $"{chain.Chain}{Named(chain)}"))}.",
                "Harmless. In clusters with more than 1,000 endpoints kube-proxy deletes such chains only after its syncPeriod.",
                "If they stay for hours, look at kube-proxy's log; chains of older versions are never deleted by newer ones.");
        }
    }

    private static string Named(ChainReading chain) => chain.Service is { IsNameConfirmed: true } service ? $" ({service.Name})" : "";

    private static IEnumerable<Oddity> Leftovers(RulesetReading reading, VersionRange versions)
    {
        if (versions.From >= 25 && reading.FindChain("nat", ChainRoles.MarkDrop) is not null)
        {
            yield return new(
                OddityLevel.Note, "nat KUBE-MARK-DROP is there, but this version of kube-proxy does not use it.",
                "A kubelet up to 1.27 makes it; a newer one leaves it where it is.", "Harmless; it goes with a reboot of the node.");
        }
    }

    private static IEnumerable<Oddity> Canaries(RulesetReading reading)
    {
        string[] tables = [.. ProxyChains.CanaryTables.Where(table => reading.Ruleset.Find(table) is not null)];
        string[] without = [.. tables.Where(table => reading.FindChain(table, ProxyChains.Canary) is null)];
        if (without.Length > 0 && without.Length < tables.Length)
        {
            yield return new(
                OddityLevel.Warning, $"kube-proxy's canary is missing in {string.Join(", ", without)}.",
                "Somebody deleted it or flushed the table. kube-proxy looks for the one in mangle each syncPeriod, and writes everything anew if it is gone.",
                "See which program flushes tables: a firewall service that was reloaded, a script.");
        }
    }

    private static int IndexOf(ImmutableArray<Rule> rules, Func<Rule, bool> isMeant)
    {
        for (int index = 0; index < rules.Length; index++)
        {
            if (isMeant(rules[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

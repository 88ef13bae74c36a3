using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>The jumps from the chains that the kernel calls: missing, twice, or behind rules that take packets away.</summary>
internal static class JumpChecks
{
    internal static IEnumerable<Oddity> Run(RulesetReading reading)
    {
        foreach (ChainSetup setup in ChainSetup.For(reading.Ruleset.Family))
        {
            ChainReading? from = reading.FindChain(setup.Table, setup.From);
            if (from is null || reading.FindChain(setup.Table, setup.Chain) is null)
            {
                continue;
            }

            ImmutableArray<Rule> rules = reading.RulesOf(setup.Table, setup.From);
            int[] jumps = [.. Enumerable.Range(0, rules.Length).Where(index => RuleParts.ChainCalledBy(rules[index]) == setup.Chain)];
            if (jumps.Length == 0)
            {
                yield return Missing(setup);
            }
            else if (jumps.Select(index => rules[index]).Distinct().Count() < jumps.Length)
            {
                yield return Twice(setup, jumps.Length);
            }

            if (jumps.Length > 0 && setup.Table == "nat" && setup.From != "POSTROUTING")
            {
                foreach (Oddity before in Before(setup, rules, jumps[0]))
                {
                    yield return before;
                }
            }
        }
    }

    private static Oddity Missing(ChainSetup setup) => new(
        setup.Table == "nat" ? OddityLevel.Problem : OddityLevel.Warning,
        $"{setup.Table} {setup.From} has no jump to {setup.Chain}.",
        setup switch
        {
            { Table: "nat", From: "POSTROUTING" } => "Traffic that is marked for masquerading keeps its source, so that answers may not find their way back.",
            { Table: "nat", From: "OUTPUT" } => "Processes of the node itself do not reach Services.",
            { Table: "nat" } => "Pods and clients outside do not reach Services through this node.",
            { Chain: ProxyChains.Forward } => "Where FORWARD drops, masqueraded traffic to pods is lost; invalid packets are not dropped.",
            { Chain: ProxyChains.NodePorts } => "Where INPUT drops, health check node ports cannot be reached.",
            { Chain: ProxyChains.KubeletFirewall } => "127.0.0.0/8 of the node may be reached from the network next to it.",
            { Chain: ProxyChains.ProxyFirewall } => "Source ranges of load balancers are not enforced here.",
            _ => "Services without endpoints are not refused here: clients wait instead.",
        },
        "kube-proxy puts jumps back only with a full sync: restart it, and find out who deleted the jump.");

    private static Oddity Twice(ChainSetup setup, int count) => new(
        OddityLevel.Note,
        $"{setup.Table} {setup.From} jumps to {setup.Chain} {count} times with the same rule.",
        "Packets go through the chain again; counters grow too fast.",
        "Look for a program that restores saved rules (iptables-persistent, a script at boot), and delete all but the first.");

    private static IEnumerable<Oddity> Before(ChainSetup setup, ImmutableArray<Rule> rules, int jump)
    {
        for (int index = 0; index < jump; index++)
        {
            Rule rule = rules[index];
            if (rule.Target is null or JumpTarget or GotoTarget or MarkTarget or LogTarget or TraceTarget or ConnmarkTarget)
            {
                continue;
            }

            yield return new(
                OddityLevel.Warning,
                $"Rule {index + 1} of {setup.Table} {setup.From} comes before the jump to {setup.Chain}: {rule}.",
                "Packets that match it are not translated to an endpoint, even if they are for a Service.",
                "See whether its addresses and ports can be those of a Service; move it behind the jump if not intended.");
        }
    }
}

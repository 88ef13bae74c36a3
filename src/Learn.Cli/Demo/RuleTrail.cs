using System.Net;
using Learn.Netfilter;

namespace Learn.Cli.Demo;

/// <summary>
/// The rules that a packet to one Service port meets, chain by chain from the hook to DNAT, each with a remark in plain words.
/// Read from the rules that are in the kernel, not from the manifest.
/// </summary>
internal static class RuleTrail
{
    private const string Nat = "nat";
    private static readonly string[] Hooks = ["PREROUTING", "OUTPUT"];

    /// <summary>One rule of the trail.</summary>
    /// <param name="Chain">The chain it stands in.</param>
    /// <param name="Text">The rule as iptables-save prints it.</param>
    /// <param name="Remark">What it does.</param>
    public readonly record struct Step(string Chain, string Text, string Remark);

    /// <summary>The trail of packets to an address and port.</summary>
    public static IReadOnlyList<Step> To(Ruleset rules, IPAddress address, int port)
    {
        var steps = new List<Step>();
        var visited = new HashSet<string>();
        foreach (string hook in Hooks)
        {
            foreach (var rule in rules.Find(Nat, hook)?.Rules ?? [])
            {
                if (rule.Target is JumpTarget { Chain: "KUBE-SERVICES" })
                {
                    Add(steps, rules, hook, rule, hook == "PREROUTING" ? "packets that come in, from pods for example" : "packets of the node's own processes");
                }
            }
        }

        foreach (var rule in rules.Find(Nat, "KUBE-SERVICES")?.Rules ?? [])
        {
            if (rule.Target is JumpTarget jump && rule.Find<DestinationMatch>()?.Address.Contains(address) == true && IsFor(rule, port))
            {
                Add(steps, rules, "KUBE-SERVICES", rule, "the Service's address and port");
                Follow(steps, rules, jump.Chain, visited);
            }
        }

        return steps;
    }

    private static void Follow(List<Step> steps, Ruleset rules, string chain, HashSet<string> visited)
    {
        // KUBE-MARK-MASQ is explained where it is called.
        if (chain == "KUBE-MARK-MASQ" || !visited.Add(chain) || rules.Find(Nat, chain) is not { } found)
        {
            return;
        }

        foreach (var rule in found.Rules)
        {
            Add(steps, rules, chain, rule, Explain(rule));
        }

        foreach (var rule in found.Rules)
        {
            if (rule.Target is JumpTarget jump)
            {
                Follow(steps, rules, jump.Chain, visited);
            }
        }
    }

    private static bool IsFor(Rule rule, int port)
        => rule.Find<TransportMatch>()?.DestinationPorts is not { } ports || (ports.First <= port && port <= ports.Last);

    private static void Add(List<Step> steps, Ruleset rules, string chain, Rule rule, string remark)
        => steps.Add(new Step(chain, $"-A {chain} {RuleWriter.ToText(rule, rules.Family)}", remark));

    private static string Explain(Rule rule) => rule switch
    {
        { Target: JumpTarget { Chain: "KUBE-MARK-MASQ" } } when rule.Find<SourceMatch>() is { Inverted: true }
            => "not from a pod: mark it, KUBE-POSTROUTING will put the node's address in as its source",
        { Target: JumpTarget { Chain: "KUBE-MARK-MASQ" } } when rule.Find<SourceMatch>() is not null
            => "a pod that calls itself through the Service: mark it for masquerading",
        { Target: JumpTarget { Chain: "KUBE-MARK-MASQ" } } => "mark it for masquerading",
        { Target: JumpTarget } when rule.Find<StatisticMatch>() is { } statistic
            => $"the dice: taken in {statistic.Share:P1} of the cases that come this far",
        { Target: JumpTarget } => "no dice: whatever comes this far goes here",
        { Target: DnatTarget dnat } => $"DNAT: the destination becomes the pod, {dnat.To}",
        _ => "",
    };
}

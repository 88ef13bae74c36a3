using System.Globalization;
using k8s.Models;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>What rules and chains of a node are there for: kube-proxy of the lab knows where each of its rules comes from.</summary>
internal sealed class RuleNotes
{
    private const string Foreign = "Not one of kube-proxy's rules.";

    private readonly Ruleset? desired;
    private readonly Dictionary<Chain, Dictionary<Rule, RuleOrigin?>> originsOfChains = [];
    private readonly Dictionary<string, string> podOfAddress;

    private RuleNotes(Ruleset? desired, Dictionary<string, string> podOfAddress)
    {
        this.desired = desired;
        this.podOfAddress = podOfAddress;
    }

    /// <summary>The notes for a node; for null, a host without kube-proxy, there is nothing to tell.</summary>
    public static RuleNotes For(Lab lab, string? node, IpFamily family)
    {
        var pods = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pod in lab.List<V1Pod>().Where(pod => pod.Spec.HostNetwork != true))
        {
            foreach (var address in pod.Status?.PodIPs ?? [])
            {
                pods[address.Ip] = pod.Name();
            }
        }

        return new RuleNotes(node is null ? null : WantedRules.Of(lab, node, family), pods);
    }

    /// <summary>What a rule is there for, in a sentence; null where nobody knows.</summary>
    public string? Of(string table, string chain, Rule rule)
    {
        if (desired is null)
        {
            return null;
        }

        if (desired.Find(table, chain) is not { } wanted || OriginsOf(wanted).GetValueOrDefault(rule) is not { } origin)
        {
            return Foreign;
        }

        var said = origin is ProxyRuleOrigin { Endpoint: { } endpoint } ? WithPod(origin.Describe(), endpoint) : origin.Describe();
        return origin switch
        {
            ProxyRuleOrigin { Reason: RuleReason.Choose } => $"{said} {ShareOf(rule)}",
            ProxyRuleOrigin { Reason: RuleReason.Fixed } => $"{FixedRule(chain, rule)}{said}",
            _ => said,
        };
    }

    /// <summary>What a chain is there for; null where nobody knows.</summary>
    public string? OfChain(string table, string chain)
    {
        var origin = desired?.Find(table, chain)?.Rules.Select(rule => rule.Origin).OfType<ProxyRuleOrigin>().FirstOrDefault(each => each.Port is not null);
        return chain switch
        {
            ProxyChains.Services => table == "nat" ? "Traffic to the addresses of Services." : "Traffic to Services without endpoints is refused here.",
            ProxyChains.ExternalServices => "Traffic from outside to Services that have no endpoint for it.",
            ProxyChains.NodePorts => table == "nat" ? "Traffic to node ports." : "Health check node ports may be reached.",
            ProxyChains.Postrouting => "What is marked for it gets this node's address as its source.",
            ProxyChains.MarkMasquerade => "Marks traffic for KUBE-POSTROUTING.",
            ProxyChains.Forward => "Lets marked and established traffic through the node.",
            ProxyChains.ProxyFirewall => "Drops what source ranges of load balancers did not let in.",
            ProxyChains.KubeletFirewall => "Drops traffic to 127.0.0.0/8 that comes from elsewhere.",
            ProxyChains.Canary => "Always empty: if it is gone, somebody has flushed the table.",
            _ when origin?.Port is not { } => null,
            _ when Is(ProxyChains.EndpointPrefix) => origin.Endpoint is { } endpoint ? WithPod($"Endpoint {endpoint} of {origin.Port}.", endpoint) : null,
            _ when Is(ProxyChains.ServicePrefix) => $"Chooses an endpoint of {origin.Port}.",
            _ when Is(ProxyChains.LocalServicePrefix) => $"Chooses an endpoint of {origin.Port} on this node.",
            _ when Is(ProxyChains.ExternalPrefix) => $"Traffic to {origin.Port} by an external address or node port.",
            _ when Is(ProxyChains.FirewallPrefix) => $"The source ranges of {origin.Port}.",
            _ => null,
        };

        bool Is(string prefix) => chain.StartsWith(prefix, StringComparison.Ordinal);
    }

    // These are on every node: what each does is worth more words than that.
    private static string FixedRule(string chain, Rule rule) => (chain, rule.Target) switch
    {
        (ProxyChains.Postrouting, ReturnTarget) => "What is not marked leaves as it is. ",
        (ProxyChains.Postrouting, MarkTarget) => "Takes the mark off, so that the packet is not masqueraded twice. ",
        (ProxyChains.Postrouting, MasqueradeTarget) => "The source becomes an address of this node, so that the answer comes back by here. ",
        (ProxyChains.MarkMasquerade, _) => "Sets the mark by which KUBE-POSTROUTING knows what to masquerade. ",
        (ProxyChains.Forward, DropTarget) => "Drops packets that connection tracking does not understand: they would leave untranslated. ",
        (ProxyChains.Forward, AcceptTarget) when rule.Find<MarkMatch>() is not null => "Marked traffic may pass through this node. ",
        (ProxyChains.Forward, AcceptTarget) => "Connections that are known already may pass through this node, both ways. ",
        (ProxyChains.KubeletFirewall, _) => "Closes 127.0.0.0/8 to others again, which localhost node ports have opened. ",
        _ => "",
    };

    private static string ShareOf(Rule rule) => rule.Find<StatisticMatch>() is { } chance
        ? string.Create(CultureInfo.InvariantCulture, $"By chance: {chance.Share * 100:0.##} % of the connections that get here.")
        : "All connections that get here.";

    private Dictionary<Rule, RuleOrigin?> OriginsOf(Chain chain)
    {
        if (!originsOfChains.TryGetValue(chain, out var origins))
        {
            origins = [];
            foreach (var rule in chain.Rules)
            {
                origins.TryAdd(rule, rule.Origin);
            }

            originsOfChains.Add(chain, origins);
        }

        return origins;
    }

    private string WithPod(string said, Endpoint endpoint)
    {
        var text = endpoint.ToString()!;
        var address = text[..text.LastIndexOf(':')].Trim('[', ']');
        return podOfAddress.TryGetValue(address, out var pod) ? said.Replace(text, $"{text} ({pod})", StringComparison.Ordinal) : said;
    }
}

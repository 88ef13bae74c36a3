using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Builds everything that kube-proxy owns on a node as a ruleset whose rules know their origin.</summary>
internal sealed class DesiredRuleset : IRuleSink
{
    private readonly SortedDictionary<string, List<Rule>> _filter = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<Rule>> _nat = new(StringComparer.Ordinal);

    internal static Ruleset Build(
        RuleSettings settings, bool endpointComments, PortState[] ports, IReadOnlyList<IPAddress> localAddresses)
    {
        var builder = new DesiredRuleset();
        FixedRules.WriteLoopbackGuard(settings, builder);
        FixedRules.WriteForward(settings, builder);
        FixedRules.WriteMasquerade(settings, builder);
        foreach (PortState port in ports)
        {
            ServiceRules.WriteShared(port, builder);
            OwnChainRules.Write(port, settings, endpointComments, builder);
        }

        FixedRules.WriteNodePortsLast(settings, localAddresses, builder);
        foreach (ChainSetup setup in ChainSetup.For(settings.Family))
        {
            // Each is inserted at the top, so the last one comes first.
            SortedDictionary<string, List<Rule>> table = setup.Table == "nat" ? builder._nat : builder._filter;
            Of(table, setup.From).Insert(0, setup.Jump);
            Of(table, setup.Chain);
        }

        return new Ruleset(settings.Family,
        [
            new Table("mangle", Chains([ProxyChains.Canary], [], "PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING")),
            new Table("filter", Chains([ProxyChains.Canary], builder._filter, "INPUT", "FORWARD", "OUTPUT")),
            new Table("nat", Chains(
                [ProxyChains.Canary, ProxyChains.NodePorts], builder._nat, "PREROUTING", "INPUT", "OUTPUT", "POSTROUTING")),
        ]);
    }

    void IRuleSink.Filter(string chain, in RuleSource source, Target? target, params ReadOnlySpan<Match> matches) =>
        Of(_filter, chain).Add(ToRule(source, target, matches));

    void IRuleSink.Nat(string chain, in RuleSource source, Target? target, params ReadOnlySpan<Match> matches) =>
        Of(_nat, chain).Add(ToRule(source, target, matches));

    private static Rule ToRule(in RuleSource source, Target? target, ReadOnlySpan<Match> matches) =>
        new(target, matches) { Origin = new ProxyRuleOrigin(source.Reason, source.Port, source.Endpoint) };

    private static List<Rule> Of(SortedDictionary<string, List<Rule>> table, string chain)
    {
        if (!table.TryGetValue(chain, out List<Rule>? rules))
        {
            table.Add(chain, rules = []);
        }

        return rules;
    }

    private static ImmutableArray<Chain> Chains(
        ReadOnlySpan<string> empty, SortedDictionary<string, List<Rule>> rules, params ReadOnlySpan<string> builtIn)
    {
        foreach (string chain in empty)
        {
            Of(rules, chain);
        }

        var chains = ImmutableArray.CreateBuilder<Chain>(rules.Count + builtIn.Length);
        foreach (string chain in builtIn)
        {
            rules.Remove(chain, out List<Rule>? jumps);
            chains.Add(new Chain(chain, [.. jumps ?? []], ChainPolicy.Accept));
        }

        foreach ((string chain, List<Rule> own) in rules)
        {
            chains.Add(new Chain(chain, [.. own]));
        }

        return chains.ToImmutable();
    }
}

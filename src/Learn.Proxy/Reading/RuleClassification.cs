using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// Finds out why kube-proxy has written a rule, from where it stands, where it leads and what it asks for. Comments only decide where
/// nothing else tells two reasons apart.
/// </summary>
internal static class RuleClassification
{
    /// <summary>The reason; null if kube-proxy does not write such a rule in such a chain.</summary>
    internal static RuleReason? Of(ChainEntry entry, int index)
    {
        ImmutableArray<Rule> rules = entry.Chain.Rules;
        Rule rule = rules[index];
        return entry.Role switch
        {
            ChainRole.BuiltIn => OfBuiltIn(rule),
            ChainRole.Services => entry.Table == "filter" ? OfRefusal(rule) : OfServices(rule),
            ChainRole.ExternalServices => OfRefusal(rule),
            ChainRole.NodePorts => entry.Table == "filter" ? OfHealthCheck(rule) : OfNodePorts(rule),
            ChainRole.ProxyFirewall => rule.Target is DropTarget ? RuleReason.FirewallDrop : null,
            ChainRole.Postrouting => rule.Target is ReturnTarget or MarkTarget or MasqueradeTarget ? RuleReason.Fixed : null,
            ChainRole.MarkMasquerade or ChainRole.MarkDrop => rule.Target is MarkTarget ? RuleReason.Fixed : null,
            ChainRole.Forward => IsOfForward(rule) ? RuleReason.Fixed : null,
            ChainRole.KubeletFirewall => rule.Target is DropTarget ? RuleReason.Fixed : null,
            ChainRole.Service or ChainRole.LocalService => OfChoice(rule),
            ChainRole.External => OfExternal(rule),
            ChainRole.OldExternalLocal => OfOldExternal(rule),
            ChainRole.Firewall => OfFirewall(entry.Service!, entry.Chain, index),
            ChainRole.Endpoint => OfEndpoint(rule),
            _ => null,
        };
    }

    /// <summary>The reason of a rule in a chain of source ranges.</summary>
    internal static RuleReason? OfFirewall(ServiceDraft draft, Chain chain, int index)
    {
        Rule rule = chain.Rules[index];
        switch (RuleParts.ChainCalledBy(rule))
        {
            case null:
                return rule.Target is null ? RuleReason.FirewallRemark : null;
            case ProxyChains.MarkMasquerade:
                return RuleReason.MasqueradeExternal;
            case ChainRoles.MarkDrop:
                return RuleReason.FirewallDrop;
            case { } called when ChainRoles.HashOf(called) is null:
                return null;
        }

        // The addresses of the load balancer stand behind the ranges, in case one of those is the same single address.
        return RuleParts.SourceHostOf(rule) is { } source && draft.HasLoadBalancerIP(source)
            && !chain.Rules.AsSpan()[(index + 1)..].Contains(rule)
            ? RuleReason.SourceRangeOfNode
            : RuleReason.SourceRange;
    }

    private static RuleReason? OfBuiltIn(Rule rule) => RuleParts.ChainCalledBy(rule) is { } chain && ChainRoles.Of(chain)
        is ChainRole.Services or ChainRole.ExternalServices or ChainRole.NodePorts or ChainRole.Postrouting
            or ChainRole.Forward or ChainRole.ProxyFirewall or ChainRole.KubeletFirewall
        ? RuleReason.Jump
        : null;

    private static RuleReason? OfServices(Rule rule)
    {
        string? chain = RuleParts.ChainCalledBy(rule);
        bool external = RuleParts.HasCommentWith(rule, " external IP"), balancer = RuleParts.HasCommentWith(rule, " loadbalancer IP");
        return chain is null ? null : ChainRoles.Of(chain) switch
        {
            ChainRole.NodePorts => RuleReason.NodePortsLast,
            ChainRole.MarkMasquerade => external || balancer ? RuleReason.MasqueradeExternal : RuleReason.MasqueradeClusterIP,
            ChainRole.Firewall => RuleReason.LoadBalancerIP,

            // Before there were chains for external traffic, that to external IPs went to the service chain at once.
            ChainRole.Service => external ? RuleReason.ExternalIP : RuleReason.ClusterIP,
            ChainRole.LocalService => RuleReason.ClusterIP,
            ChainRole.External or ChainRole.OldExternalLocal => balancer ? RuleReason.LoadBalancerIP : RuleReason.ExternalIP,
            _ => null,
        };
    }

    private static RuleReason? OfRefusal(Rule rule) => rule.Target switch
    {
        RejectTarget => RuleReason.NoEndpoints,
        DropTarget => RuleReason.NoLocalEndpoints,
        _ => null,
    };

    private static RuleReason? OfHealthCheck(Rule rule) =>
        rule.Target is AcceptTarget && RuleParts.PortOf(rule) is not null ? RuleReason.HealthCheckNodePort : null;

    private static RuleReason? OfNodePorts(Rule rule) => RuleParts.ChainCalledBy(rule) is not { } chain ? null
        : ChainRoles.Of(chain) == ChainRole.MarkMasquerade ? RuleReason.MasqueradeExternal
        : ChainRoles.HashOf(chain) is not null ? RuleReason.NodePort
        : null;

    private static bool IsOfForward(Rule rule) => (rule.Target, rule.Find<ConntrackMatch>(), rule.Find<MarkMatch>()) switch
    {
        (DropTarget, { States: var states }, _) => states.HasFlag(ConntrackStates.Invalid),
        (AcceptTarget, null, not null) => true,
        (AcceptTarget, { States: var states }, _) => states.HasFlag(ConntrackStates.Established),
        _ => false,
    };

    private static RuleReason? OfChoice(Rule rule) => RuleParts.ChainCalledBy(rule) is not { } chain ? null
        : ChainRoles.Of(chain) switch
        {
            ChainRole.MarkMasquerade => RuleReason.MasqueradeClusterIP,
            ChainRole.Endpoint => RuleParts.IsRemembered(rule) ? RuleReason.Affinity : RuleReason.Choose,
            _ => null,
        };

    private static RuleReason? OfExternal(Rule rule)
    {
        ChainRole role = RuleParts.ChainCalledBy(rule) is { } chain ? ChainRoles.Of(chain) : ChainRole.Other;
        bool fromLocal = RuleParts.IsFromLocal(rule);
        return role switch
        {
            ChainRole.MarkMasquerade => fromLocal ? RuleReason.MasqueradeLocal : RuleReason.MasqueradeExternal,
            ChainRole.Service when fromLocal => RuleReason.LocalShortCut,
            ChainRole.Service when rule.Find<SourceMatch>() is not null || rule.Find<InInterfaceMatch>() is not null => RuleReason.PodShortCut,
            ChainRole.Service or ChainRole.LocalService => RuleReason.ExternalPolicy,
            _ => null,
        };
    }

    // These chains chose among the endpoints of the node themselves.
    private static RuleReason? OfOldExternal(Rule rule) => RuleParts.ChainCalledBy(rule) switch
    {
        ChainRoles.MarkDrop => RuleReason.NoLocalEndpoints,
        { } chain when ChainRoles.Of(chain) == ChainRole.Endpoint => OfChoice(rule),
        _ => OfExternal(rule),
    };

    private static RuleReason? OfEndpoint(Rule rule) => rule.Target is DnatTarget ? RuleReason.Translate
        : RuleParts.ChainCalledBy(rule) == ProxyChains.MarkMasquerade ? RuleReason.Hairpin
        : null;
}

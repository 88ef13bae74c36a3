using System.Globalization;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What a rule does, in the terms of Kubernetes.</summary>
internal static class ProxySentence
{
    /// <summary>The sentence. Where the reason is not known, or what goes with it is missing, netfilter's own terms have to do.</summary>
    internal static string Of(string table, string chain, Rule rule, RuleReading reading, ProxyVocabulary.OfTable names)
    {
        string? sentence = reading switch
        {
            { Reason: null } => null,
            { Reason: RuleReason.Fixed } => OfFixed(chain, rule),
            { Reason: RuleReason.Jump } => OfJump(table, chain, rule, names),
            { Reason: RuleReason.NodePortsLast } => OfNodePortsLast(rule),
            { Service: { } service, Endpoint: { } endpoint } => OfEndpoint(chain, rule, reading.Reason.Value, service, names.Endpoint(endpoint.Address), endpoint),
            { Service: { } service } => OfService(table, rule, reading.Reason.Value, service, names),
            _ => null,
        };
        return sentence ?? RuleSentence.Of(rule, table, names);
    }

    private static string? OfEndpoint(
        string chain, Rule rule, RuleReason reason, ServiceReading service, string endpoint, EndpointReading reading) => reason switch
    {
        RuleReason.Choose => Choose(chain, rule, service, endpoint, reading),
        RuleReason.Affinity => string.Create(CultureInfo.InvariantCulture,
            $"A client of {service.Name} that was sent to endpoint {endpoint} within the last {rule.Find<RecentMatch>()?.Seconds ?? 0} s goes there again."),
        RuleReason.Hairpin => $"Mark for masquerading what endpoint {endpoint} of {service.Name} sends to itself through the Service.",
        RuleReason.Translate when rule.Find<RecentMatch>() is not null =>
            $"The client is remembered (session affinity), and the destination becomes endpoint {endpoint} of {service.Name}.",
        RuleReason.Translate => $"The destination becomes endpoint {endpoint} of {service.Name}.",
        _ => null,
    };

    private static string Choose(string chain, Rule rule, ServiceReading service, string endpoint, EndpointReading reading)
    {
        bool isLocal = chain.StartsWith(ProxyChains.LocalServicePrefix, StringComparison.Ordinal);
        double? share = isLocal ? reading.LocalShare ?? 0 : reading.Share;
        string place = isLocal ? " on this node" : "";
        if (rule.Find<StatisticMatch>() is { } chance)
        {
            return $"Endpoint {endpoint} of {service.Name}{place} gets {ShareText.Of(chance.Share)} of the connections that get here{OfAll(share)}; the others go on.";
        }

        return share >= 1
            ? $"Endpoint {endpoint} of {service.Name}, the only one{place}, gets all connections."
            : $"Endpoint {endpoint} of {service.Name}{place} gets all connections that get here{OfAll(share)}.";
    }

    private static string OfAll(double? share) => share switch
    {
        null or <= 0 => "",
        >= 0.9999999 => "",
        _ => ShareText.Of(share.Value) switch
        {
            "1 in 2" => " (half of all)",
            "1 in 3" => " (a third of all)",
            "1 in 4" => " (a quarter of all)",
            "1 in 5" => " (a fifth of all)",
            "1 in 10" => " (a tenth of all)",
            var other => $" ({other} of all)",
        },
    };

    private static string? OfService(string table, Rule rule, RuleReason reason, ServiceReading service, ProxyVocabulary.OfTable names)
    {
        string name = service.Name;
        string? chain = (rule.Target as JumpTarget)?.Chain;
        return reason switch
        {
            RuleReason.ClusterIP => $"{Subject()}, the cluster IP of {name}, go to {chain}, which chooses an endpoint{(service.IsInternalPolicyLocal ? " on this node" : "")}.",
            RuleReason.ExternalIP => $"{Subject()}, an external IP of {name}, go to {chain}.",
            RuleReason.LoadBalancerIP when chain?.StartsWith(ProxyChains.FirewallPrefix, StringComparison.Ordinal) == true =>
                $"{Subject()}, a load balancer address of {name}, go to {chain}, which looks at the source.",
            RuleReason.LoadBalancerIP => $"{Subject()}, a load balancer address of {name}, go to {chain}.",
            RuleReason.NodePort => $"{Subject()}, the node port of {name}, go to {chain}.",
            RuleReason.MasqueradeClusterIP => Masquerade(rule, name),
            RuleReason.MasqueradeExternal => $"Mark for masquerading all traffic from outside to {name}.",
            RuleReason.PodShortCut => $"{Who(rule)} that use an external address of {name} may use all its endpoints: they go to {chain}.",
            RuleReason.MasqueradeLocal => $"Mark for masquerading what this node itself sends to an external address of {name}.",
            RuleReason.LocalShortCut => $"What this node itself sends to an external address of {name} may use all its endpoints: it goes to {chain}.",
            RuleReason.ExternalPolicy when service.IsExternalPolicyLocal =>
                $"All other traffic from outside to {name} goes to {chain}: to endpoints on this node, with the client's own address.",
            RuleReason.ExternalPolicy => $"Traffic from outside to {name} goes to {chain}: to any of its endpoints.",
            RuleReason.SourceRange => $"Clients from {Source(rule)} may use the load balancer of {name}: they go to {chain}.",
            RuleReason.SourceRangeOfNode => $"The node itself may use the load balancer of {name}; its packets carry the source {Source(rule)} then, and go to {chain}.",
            RuleReason.FirewallRemark => $"Only a remark: what no source range of {name} let in is dropped in the filter table.",
            RuleReason.FirewallDrop => $"{Subject()}, a load balancer address of {name}, are dropped: what its source ranges let in was translated before.",
            RuleReason.NoEndpoints => $"{name} has no endpoint: {Decapitalized(Subject())} are refused (the client is told \"port unreachable\").",
            RuleReason.NoLocalEndpoints => $"{name} has no endpoint on this node: {Decapitalized(Subject())} are dropped.",
            RuleReason.HealthCheckNodePort => $"{Subject()}, the health check node port of {name}, are accepted.",
            _ => null,
        };

        string Subject() => RuleSentence.Subject(rule, table, names);
    }

    private static string Masquerade(Rule rule, string name) =>
        rule.Find<SourceMatch>() is { Inverted: true } source
            ? $"Mark for masquerading if the source is not a pod (not in {source.Address}): traffic to the cluster IP of {name}."
        : rule.Find<InInterfaceMatch>() is { Inverted: true } way
            ? $"Mark for masquerading if the source is not a pod (did not come in by {way.Pattern}): traffic to the cluster IP of {name}."
        : $"Mark for masquerading all traffic to the cluster IP of {name} (masqueradeAll).";

    private static string Who(Rule rule) =>
        rule.Find<SourceMatch>() is { } source ? $"Pods (sources in {source.Address})"
        : rule.Find<InInterfaceMatch>() is { } way ? $"Pods (what comes in by {way.Pattern})"
        : "Pods";

    private static string Source(Rule rule) => rule.Find<SourceMatch>() switch
    {
        null => "anywhere",
        { Address.IsHost: true } source => source.Address.Address.ToString(),
        var source => source.Address.ToString(),
    };

    // "New TCP connections" in the middle of a sentence.
    private static string Decapitalized(string text) =>
        text.StartsWith("New ", StringComparison.Ordinal) || text.StartsWith("All ", StringComparison.Ordinal) || text.StartsWith("Packets", StringComparison.Ordinal)
            ? char.ToLowerInvariant(text[0]) + text[1..]
            : text;

    private static string? OfFixed(string chain, Rule rule) => (chain, rule.Target) switch
    {
        (ProxyChains.Postrouting, ReturnTarget) => "What does not carry the mark for masquerading leaves as it is.",
        (ProxyChains.Postrouting, MarkTarget) => "The mark is taken off, so that the packet is not masqueraded once more if it comes by here again.",
        (ProxyChains.Postrouting, MasqueradeTarget) => "The source becomes an address of this node (masquerading), so that the answer comes back by here.",
        (ProxyChains.MarkMasquerade, MarkTarget mark) => string.Create(CultureInfo.InvariantCulture,
            $"Set the mark for masquerading (0x{mark.Value:x}), by which KUBE-POSTROUTING knows the packet."),
        (ProxyChains.Forward, DropTarget) => "Drop packets that connection tracking calls invalid: they would leave untranslated, and a reset would come back.",
        (ProxyChains.Forward, AcceptTarget) when rule.Find<MarkMatch>() is not null => "Traffic with the mark for masquerading may pass through this node.",
        (ProxyChains.Forward, AcceptTarget) => "Connections that are known already, and what is related to them, may pass through this node in both directions.",
        (ProxyChains.KubeletFirewall, DropTarget) when rule.Find<DestinationMatch>() is not null =>
            "Drop packets to 127.0.0.0/8 that come from elsewhere, unless they belong to a known or translated connection.",
        _ => null,
    };

    private static string? OfJump(string table, string chain, Rule rule, ProxyVocabulary.OfTable names)
    {
        if (rule.Target is not JumpTarget { Chain: var to })
        {
            return null;
        }

        string? why = (table, to) switch
        {
            ("nat", ProxyChains.Services) => "where the addresses of Services are known",
            ("nat", ProxyChains.Postrouting) => "where what is marked for it is masqueraded",
            ("filter", ProxyChains.Services) => "where Services without endpoints are refused",
            ("filter", ProxyChains.ExternalServices) => "where Services without endpoints are refused to clients from outside",
            ("filter", ProxyChains.NodePorts) => "where health checks of load balancers are let in",
            ("filter", ProxyChains.Forward) => "where traffic of Services is let through",
            ("filter", ProxyChains.ProxyFirewall) => "where what source ranges of load balancers did not let in is dropped",
            ("filter", ProxyChains.KubeletFirewall) => "where 127.0.0.0/8 is guarded",
            _ => null,
        };
        return why is null ? null : $"{RuleSentence.Subject(rule, table, names)} {Where(chain)} go to {to}, {why}.";
    }

    private static string Where(string chain) => chain switch
    {
        "PREROUTING" => "that come in",
        "INPUT" => "to this host",
        "FORWARD" => "that pass through this host",
        "OUTPUT" => "of this host itself",
        "POSTROUTING" => "that leave",
        _ => "that get here",
    };

    private static string OfNodePortsLast(Rule rule)
    {
        if (rule.Find<AddressTypeMatch>() is not null)
        {
            return rule.Find<DestinationMatch>() is { Inverted: true } excluded
                ? $"New connections to an address of this node (but not {excluded.Address}) that no Service address claimed are tried against the node ports, last of all."
                : "New connections to an address of this node that no Service address claimed are tried against the node ports, last of all.";
        }

        return rule.Find<DestinationMatch>() is { } destination
            ? $"New connections to {(destination.Address.IsHost ? destination.Address.Address.ToString() : destination.Address.ToString())} that no Service address claimed are tried against the node ports, last of all."
            : "New connections that no Service address claimed are tried against the node ports, last of all.";
    }
}

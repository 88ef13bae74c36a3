using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using k8s.Models;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Which fields of which objects made a rule.</summary>
internal static class RuleFields
{
    /// <summary>The fields, the most important first.</summary>
    internal static ImmutableArray<FieldReference> Of(RuleExplanation rule)
    {
        if (rule.Reason is not { } reason)
        {
            return [];
        }

        return rule.Service is { } service
            ? [.. OfService(rule, reason, new(service, FindService(rule.Sources, service), rule.Origin?.Port), service).Distinct()]
            : [.. OfConfiguration(rule, reason)];
    }

    private static IEnumerable<FieldReference> OfConfiguration(RuleExplanation rule, RuleReason reason) => (reason, rule.Chain) switch
    {
        (RuleReason.Jump, _) => [Configuration("mode")],
        (RuleReason.NodePortsLast, _) => [Configuration("nodePortAddresses"), Configuration("iptables.localhostNodePorts")],
        (_, ProxyChains.KubeletFirewall) => [Configuration("iptables.localhostNodePorts"), Configuration("nodePortAddresses")],
        (_, ProxyChains.Forward) when rule.Rule.Target is DropTarget => [Configuration("conntrack.tcpBeLiberal")],
        (_, ProxyChains.MarkMasquerade or ProxyChains.Postrouting) => [Configuration("iptables.masqueradeBit")],
        (_, ProxyChains.Forward) when rule.Rule.Find<MarkMatch>() is not null => [Configuration("iptables.masqueradeBit")],
        _ => [Configuration("mode")],
    };

    private static IEnumerable<FieldReference> OfService(RuleExplanation rule, RuleReason reason, ServiceFields fields, ServiceReading service)
    {
        switch (reason)
        {
            case RuleReason.ClusterIP:
                return [fields.ClusterIP, fields.OfPort("port"), fields.OfPort("protocol"), .. Local(service.IsInternalPolicyLocal, fields, "spec.internalTrafficPolicy")];
            case RuleReason.ExternalIP:
                return [.. OfDestination(rule, fields, service), fields.OfPort("port"), fields.OfPort("protocol")];
            case RuleReason.LoadBalancerIP:
                return [.. OfDestination(rule, fields, service), fields.OfPort("port"), fields.OfPort("protocol")];
            case RuleReason.NodePort:
                return [fields.OfPort("nodePort"), fields.OfPort("protocol")];
            case RuleReason.MasqueradeClusterIP:
                return [Detector(rule.Rule), fields.ClusterIP, fields.OfPort("port"), fields.OfPort("protocol")];
            case RuleReason.MasqueradeExternal or RuleReason.MasqueradeLocal or RuleReason.LocalShortCut or RuleReason.ExternalPolicy:
                return [fields.Of("spec.externalTrafficPolicy"), .. fields.ExternalAccess()];
            case RuleReason.PodShortCut:
                return [fields.Of("spec.externalTrafficPolicy"), Detector(rule.Rule), .. fields.ExternalAccess()];
            case RuleReason.SourceRange:
                return rule.Rule.Find<SourceMatch>() is { } range ? [fields.SourceRange(range.Address)] : [fields.Of("spec.loadBalancerSourceRanges")];
            case RuleReason.SourceRangeOfNode:
                return [fields.Of("spec.loadBalancerSourceRanges"), new("Node", "", "status.addresses"), Configuration("bindAddress"), .. OfSource(rule, fields)];
            case RuleReason.FirewallRemark:
                return [fields.Of("spec.loadBalancerSourceRanges")];
            case RuleReason.FirewallDrop:
                return [fields.Of("spec.loadBalancerSourceRanges"), .. OfDestination(rule, fields, service), fields.OfPort("port"), fields.OfPort("protocol")];
            case RuleReason.NoEndpoints:
                return [fields.Of("spec.selector"), .. OfDestination(rule, fields, service), .. OfPorts(rule, fields, service)];
            case RuleReason.NoLocalEndpoints:
                return [fields.Of(rule.Chain == ProxyChains.Services ? "spec.internalTrafficPolicy" : "spec.externalTrafficPolicy"),
                    .. OfDestination(rule, fields, service), .. OfPorts(rule, fields, service)];
            case RuleReason.HealthCheckNodePort:
                return [fields.Of("spec.healthCheckNodePort"), fields.Of("spec.externalTrafficPolicy")];
            default:
                return OfEndpoint(rule, reason, fields, service);
        }
    }

    private static IEnumerable<FieldReference> OfEndpoint(RuleExplanation rule, RuleReason reason, ServiceFields fields, ServiceReading service)
    {
        if (reason == RuleReason.Affinity)
        {
            yield return fields.Of("spec.sessionAffinityConfig.clientIP.timeoutSeconds");
            yield return fields.Of("spec.sessionAffinity");
        }

        foreach (FieldReference field in InSlices(rule, reason, service))
        {
            yield return field;
        }

        if (reason == RuleReason.Translate && service.Affinity is not null)
        {
            yield return fields.Of("spec.sessionAffinity");
        }

        if (reason == RuleReason.Translate)
        {
            yield return fields.OfPort("targetPort");
            yield return fields.OfPort("protocol");
        }

        yield return fields.Of("spec.selector");
    }

    private static IEnumerable<FieldReference> InSlices(RuleExplanation rule, RuleReason reason, ServiceReading service)
    {
        string? address = rule.Endpoint?.Address is { } text && text.LastIndexOf(':') is > 0 and var colon ? text[..colon].Trim('[', ']') : null;
        bool found = false;
        foreach (V1EndpointSlice slice in rule.Sources.EndpointSlices)
        {
            if (address is null || slice.Metadata?.Labels is not { } labels || !labels.TryGetValue("kubernetes.io/service-name", out string? owner)
                || $"{slice.Metadata.NamespaceProperty ?? "default"}/{owner}" != service.Service)
            {
                continue;
            }

            for (int index = 0; index < (slice.Endpoints?.Count ?? 0); index++)
            {
                if (slice.Endpoints![index].Addresses is [{ } first, ..] && first == address)
                {
                    found = true;
                    string place = string.Create(CultureInfo.InvariantCulture, $"endpoints[{index}]");
                    string name = $"{slice.Metadata.NamespaceProperty ?? "default"}/{slice.Metadata.Name}";
                    yield return new("EndpointSlice", name, $"{place}.addresses[0]");
                    if (reason is RuleReason.Choose or RuleReason.Affinity)
                    {
                        yield return new("EndpointSlice", name, $"{place}.conditions");
                    }
                }
            }
        }

        if (!found)
        {
            yield return new("EndpointSlice", "", $"endpoints[{address ?? "?"}]");
        }
    }

    private static IEnumerable<FieldReference> OfDestination(RuleExplanation rule, ServiceFields fields, ServiceReading service) =>
        rule.Rule.Find<DestinationMatch>() is { Address: { IsHost: true } host } ? [OfAddress(host.Address, fields, service)] : [];

    private static IEnumerable<FieldReference> OfSource(RuleExplanation rule, ServiceFields fields) =>
        rule.Rule.Find<SourceMatch>() is { Address: { IsHost: true } host } ? [fields.Ingress(host.Address)] : [];

    private static FieldReference OfAddress(IPAddress address, ServiceFields fields, ServiceReading service) =>
        address.Equals(service.ClusterIP) ? fields.ClusterIP
        : service.LoadBalancerIPs.Contains(address) ? fields.Ingress(address)
        : fields.ExternalIP(address);

    private static IEnumerable<FieldReference> OfPorts(RuleExplanation rule, ServiceFields fields, ServiceReading service) =>
        rule.Rule.Find<DestinationMatch>() is null && service.NodePort is not null
            ? [fields.OfPort("nodePort"), fields.OfPort("protocol")]
            : [fields.OfPort("port"), fields.OfPort("protocol")];

    private static IEnumerable<FieldReference> Local(bool applies, ServiceFields fields, string path) => applies ? [fields.Of(path)] : [];

    private static FieldReference Detector(Rule rule) =>
        rule.Find<SourceMatch>() is not null ? Configuration("clusterCIDR")
        : rule.Find<InInterfaceMatch>() is { } way ? Configuration(way.Pattern.EndsWith('+') ? "detectLocal.interfaceNamePrefix" : "detectLocal.bridgeInterface")
        : Configuration("iptables.masqueradeAll");

    private static FieldReference Configuration(string path) => new("KubeProxyConfiguration", "", path);

    private static V1Service? FindService(ExplanationSources sources, ServiceReading service)
    {
        foreach (V1Service candidate in sources.Services)
        {
            if ($"{candidate.Metadata?.NamespaceProperty ?? "default"}/{candidate.Metadata?.Name}" == service.Service)
            {
                return candidate;
            }
        }

        return null;
    }
}

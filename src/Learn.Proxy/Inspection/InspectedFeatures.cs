using System.Collections.Immutable;
using System.Globalization;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What Services and kube-proxy's configuration use, as far as rules show it. Topology hints do not: they only leave endpoints out.</summary>
internal static class InspectedFeatures
{
    internal static ImmutableArray<string> Of(RulesetReading reading, InspectedMode mode)
    {
        if (mode is InspectedMode.None or InspectedMode.Ipvs)
        {
            return [];
        }

        var features = ImmutableArray.CreateBuilder<string>();
        Count(features, reading, "node ports", service => service.NodePort is not null);
        Count(features, reading, "external IPs", service => !service.ExternalIPs.IsEmpty && !service.IsRefused);
        Count(features, reading, "load balancers", service => !service.LoadBalancerIPs.IsEmpty);
        Count(features, reading, "source ranges", service => !service.SourceRanges.IsEmpty);
        Count(features, reading, "session affinity", service => service.Affinity is not null);
        Count(features, reading, "externalTrafficPolicy Local", service => service.IsExternalPolicyLocal);
        Count(features, reading, "internalTrafficPolicy Local", service => service.IsInternalPolicyLocal);
        Count(features, reading, "health check node ports", service => service.HealthCheckNodePort is not null);
        Count(features, reading, "UDP", service => service.Protocol == IpProtocol.Udp);
        Count(features, reading, "SCTP", service => service.Protocol == IpProtocol.Sctp);
        Configuration(features, reading);
        return features.ToImmutable();
    }

    private static void Count(ImmutableArray<string>.Builder features, RulesetReading reading, string what, Func<ServiceReading, bool> uses)
    {
        int count = reading.Services.Count(uses);
        if (count > 0)
        {
            features.Add($"{what}: {Words.Count(count, "service port")}");
        }
    }

    private static void Configuration(ImmutableArray<string>.Builder features, RulesetReading reading)
    {
        if (PodDetection(reading) is { } detection)
        {
            features.Add(detection);
        }

        if (reading.RulesOf("nat", ProxyChains.MarkMasquerade).Select(rule => rule.Target).OfType<MarkTarget>().FirstOrDefault() is { } mark)
        {
            features.Add(string.Create(CultureInfo.InvariantCulture, $"masquerade mark 0x{mark.Value:x}"));
        }

        if (reading.RulesOf("nat", ProxyChains.Postrouting).Any(rule => rule.Target is MasqueradeTarget { RandomFully: true }))
        {
            features.Add("masquerading with random ports (--random-fully)");
        }

        Rule? nodePorts = reading.RulesOf("nat", ProxyChains.Services).FirstOrDefault(rule => RuleParts.ChainCalledBy(rule) == ProxyChains.NodePorts);
        if (nodePorts?.Find<DestinationMatch>() is { } destination)
        {
            features.Add(destination.Inverted ? "no node ports on localhost" : "node ports on some addresses only (nodePortAddresses)");
        }

        int endpoints = reading.Services.Sum(service => service.Endpoints.Length);
        if (endpoints > 0 && !HasEndpointComments(reading))
        {
            features.Add("no comments on endpoints: more than 1,000 of them, in the whole cluster, when these rules were written");
        }
    }

    private static bool HasEndpointComments(RulesetReading reading) => reading.Services.SelectMany(service => service.Endpoints)
        .Any(endpoint => reading.RulesOf("nat", endpoint.Chain).Any(rule => rule.Comment is not null));

    private static string? PodDetection(RulesetReading reading)
    {
        Rule? marking = reading.Services.SelectMany(service => service.Chains)
            .Where(chain => ChainRoles.Of(chain.Chain) is ChainRole.Service or ChainRole.LocalService)
            .Select(chain => reading.RulesOf(chain.Table, chain.Chain).FirstOrDefault(rule => RuleParts.ChainCalledBy(rule) == ProxyChains.MarkMasquerade))
            .FirstOrDefault(rule => rule is not null)
            ?? reading.RulesOf("nat", ProxyChains.Services).FirstOrDefault(rule => RuleParts.ChainCalledBy(rule) == ProxyChains.MarkMasquerade);
        return marking switch
        {
            null => reading.Services.Any(service => !service.Endpoints.IsEmpty) ? "pods are not told from other clients" : null,
            _ when marking.Find<SourceMatch>() is { Inverted: true } source => $"pods are clients in {source.Address}",
            _ when marking.Find<InInterfaceMatch>() is { Inverted: true } input => $"pods are clients behind {input.Pattern}",
            _ => "all traffic to cluster IPs is masqueraded (masqueradeAll)",
        };
    }
}

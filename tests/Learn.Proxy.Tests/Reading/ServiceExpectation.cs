using System.Globalization;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>Holds the Services that were read against those that the generator had.</summary>
internal static class ServiceExpectation
{
    internal static IEnumerable<string> Differences(Ruleset desired, RulesetReading reading)
    {
        var origins = desired.Tables.SelectMany(table => table.Chains).SelectMany(chain => chain.Rules)
            .Select(rule => (Rule: rule, Origin: (ProxyRuleOrigin)rule.Origin!)).Where(pair => pair.Origin.Port is not null)
            .GroupBy(pair => pair.Origin.Port!.Name).OrderBy(group => group.Key).ToList();
        string[] names = [.. origins.Select(group => $"{group.Key} ({group.Key.Protocol})").Order(StringComparer.Ordinal)];
        string[] read = [.. reading.Services.Select(service => service.ToString()).Order(StringComparer.Ordinal)];
        if (!names.SequenceEqual(read))
        {
            yield return $"Services: expected {string.Join(", ", names)}; read {string.Join(", ", read)}";
            yield break;
        }

        foreach (var group in origins)
        {
            ServicePort port = group.First().Origin.Port!;
            ServiceReading service = reading.Services.Single(one => one.Name == port.Name.ToString() && one.Protocol == port.Protocol);
            RuleReason[] reasons = [.. group.Select(pair => pair.Origin.Reason).Distinct()];
            foreach (string difference in Differences(port, service, reasons))
            {
                yield return $"{service}: {difference}";
            }

            string wanted = string.Join(" ", group.Where(pair => pair.Origin.Endpoint is not null)
                .Select(pair => Canonical(pair.Origin.Endpoint!.Text)).Distinct().Order(StringComparer.Ordinal));
            string got = string.Join(" ", service.Endpoints.Select(endpoint => Canonical(endpoint.Address)).Order(StringComparer.Ordinal));
            if (wanted != got)
            {
                yield return $"{service}: endpoints {wanted}; read {got}";
            }

            foreach (string difference in ShareDifferences(service))
            {
                yield return $"{service}: {difference}";
            }
        }
    }

    // All that have a share have the same one, and the shares are one together.
    private static IEnumerable<string> ShareDifferences(ServiceReading service)
    {
        double[] shares = [.. service.Endpoints.Select(endpoint => endpoint.Share).Where(share => share > 0)];
        if (shares.Length > 0 && (Math.Abs(shares.Sum() - 1) > 1e-9 || shares.Max() - shares.Min() > 1e-5))
        {
            yield return $"shares {string.Join(" ", shares)}";
        }
    }

    private static IEnumerable<string> Differences(ServicePort port, ServiceReading service, RuleReason[] reasons)
    {
        bool refused = reasons.Contains(RuleReason.NoEndpoints);
        var external = port.ExternalIPs.Concat(refused ? port.LoadBalancerVips : []).ToHashSet();
        (string What, object? Wanted, object? Got)[] facts =
        [
            ("port", port.Port, service.Port),
            ("cluster IP", port.ClusterIP, service.ClusterIP),
            ("node port", port.NodePort == 0 ? null : port.NodePort, service.NodePort),
            ("health check", port.HealthCheckNodePort == 0 ? null : port.HealthCheckNodePort, service.HealthCheckNodePort),
            ("external IPs", Join(external), Join(service.ExternalIPs)),
            ("load balancer", refused ? "" : Join(port.LoadBalancerVips), Join(service.LoadBalancerIPs)),
            ("refused", refused, service.IsRefused),
            ("no local", reasons.Contains(RuleReason.NoLocalEndpoints), service.IsDroppedWithoutLocal),
            ("affinity", reasons.Contains(RuleReason.Affinity) ? TimeSpan.FromSeconds(port.AffinitySeconds) : null, service.Affinity),
            ("internal policy", port.InternalPolicyLocal && !refused, service.IsInternalPolicyLocal),
            ("external policy", port.ExternalPolicyLocal && port.IsExternallyAccessible && !refused, service.IsExternalPolicyLocal),
            ("ranges", port.HasFirewall && !refused ? string.Join(" ", port.SourceRanges.Distinct()) : "", string.Join(" ", service.SourceRanges)),
            ("confirmed", service.Chains.Length > 0, service.IsNameConfirmed),
            ("stale", false, service.IsStale),
        ];
        return facts.Where(fact => Text(fact.Wanted) != Text(fact.Got)).Select(fact => $"{fact.What}: expected {Text(fact.Wanted)}, read {Text(fact.Got)}");
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Join(IEnumerable<IPAddress> addresses) => string.Join(" ", addresses.Select(address => address.ToString()).Distinct().Order(StringComparer.Ordinal));

    private static string Canonical(string endpoint) => IPEndPoint.TryParse(endpoint, out IPEndPoint? parsed) ? parsed.ToString() : endpoint;
}

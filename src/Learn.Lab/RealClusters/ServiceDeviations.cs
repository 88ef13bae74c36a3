using System.Globalization;
using System.Net;
using Learn.Proxy;

namespace Learn;

/// <summary>Says in which Services and endpoints the rules of a node are not what they should be.</summary>
internal sealed class ServiceDeviations(ObjectsBehind behind)
{
    public IEnumerable<ClusterDeviation> Between(RulesetReading expected, RulesetReading actual)
    {
        var found = actual.Services.ToLookup(service => (service.Name, service.Protocol));
        foreach (var wanted in expected.Services)
        {
            var deviations = found[(wanted.Name, wanted.Protocol)].FirstOrDefault() is { } service
                ? Of(wanted, service)
                : [Deviation(wanted, $"{wanted.Name} is not in the rules{Leftovers(actual, wanted)}", behind.Slices(wanted))];
            foreach (var deviation in deviations)
            {
                yield return deviation;
            }
        }

        var known = expected.Services.Select(service => (service.Name, service.Protocol)).ToHashSet();
        foreach (var service in actual.Services.Where(service => !known.Contains((service.Name, service.Protocol))))
        {
            yield return new ClusterDeviation(service.Name, behind.Exists(service.Service)
                ? $"{service.Name} is in the rules, but the Service has no such port, or none for this family"
                : $"{service.Name} is in the rules, but there is no such Service in the cluster", []);
        }
    }

    private static string Leftovers(RulesetReading actual, ServiceReading wanted) =>
        actual.StaleServices.Any(stale => stale.Name == wanted.Name) ? ", only chains that nothing leads to" : "";

    private IEnumerable<ClusterDeviation> Of(ServiceReading wanted, ServiceReading found)
    {
        foreach (var deviation in Endpoints(wanted, found))
        {
            yield return deviation;
        }

        foreach (var (what, should, @is) in Fields(wanted, found).Where(field => field.Should != field.Is))
        {
            yield return Deviation(wanted, $"{what} of {wanted.Name} is {Shown(@is)} in the rules, but should be {Shown(should)}", []);
        }
    }

    private IEnumerable<ClusterDeviation> Endpoints(ServiceReading wanted, ServiceReading found)
    {
        var should = wanted.Endpoints.Select(endpoint => Canonical(endpoint.Address)).ToHashSet(StringComparer.Ordinal);
        var has = found.Endpoints.Select(endpoint => Canonical(endpoint.Address)).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in should.Except(has).Order(StringComparer.Ordinal))
        {
            yield return Deviation(wanted, $"endpoint {missing} of {wanted.Name} is missing in the rules", behind.Endpoint(wanted, missing));
        }

        foreach (var extra in has.Except(should).Order(StringComparer.Ordinal))
        {
            yield return Deviation(wanted, $"endpoint {extra} of {wanted.Name} is in the rules, but {behind.WhyNot(wanted, extra)}", behind.Endpoint(wanted, extra));
        }

        if (wanted.IsRefused != found.IsRefused && should.SetEquals(has))
        {
            yield return Deviation(wanted, $"traffic to {wanted.Name} is {(found.IsRefused ? "refused, but should not be" : "not refused, but should be: it has no endpoint")}", []);
        }
    }

    private static IEnumerable<(string What, string Should, string Is)> Fields(ServiceReading wanted, ServiceReading found)
    {
        yield return ("the cluster IP", Text(wanted.ClusterIP), Text(found.ClusterIP));
        yield return ("the port", Text(wanted.Port), Text(found.Port));
        yield return ("the node port", Text(wanted.NodePort), Text(found.NodePort));
        yield return ("the health check node port", Text(wanted.HealthCheckNodePort), Text(found.HealthCheckNodePort));
        yield return ("the external addresses", Addresses(wanted), Addresses(found));
        if (!wanted.IsRefused && !found.IsRefused)
        {
            // Where traffic is refused, rules do not say any of this.
            yield return ("internalTrafficPolicy", Policy(wanted.IsInternalPolicyLocal), Policy(found.IsInternalPolicyLocal));
            yield return ("externalTrafficPolicy", Policy(wanted.IsExternalPolicyLocal), Policy(found.IsExternalPolicyLocal));
            yield return ("the session affinity", Text(wanted.Affinity?.TotalSeconds), Text(found.Affinity?.TotalSeconds));
            yield return ("loadBalancerSourceRanges", string.Join(" ", wanted.SourceRanges), string.Join(" ", found.SourceRanges));
        }
    }

    private static ClusterDeviation Deviation(ServiceReading service, string sentence, IEnumerable<string> objects) =>
        new(service.Name, sentence, [$"Service {service.Service}", .. objects]);

    private static string Addresses(ServiceReading service) =>
        string.Join(" ", service.ExternalIPs.Concat(service.LoadBalancerIPs).Select(address => address.ToString()).Order(StringComparer.Ordinal));

    private static string Policy(bool isLocal) => isLocal ? "Local" : "Cluster";

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Shown(string text) => text.Length == 0 ? "not there" : text;

    private static string Canonical(string endpoint) => IPEndPoint.TryParse(endpoint, out var parsed) ? parsed.ToString() : endpoint;
}

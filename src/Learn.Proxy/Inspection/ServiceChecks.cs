using System.Globalization;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What is odd about single Services: shares, endpoints, names, addresses that two of them have.</summary>
internal static class ServiceChecks
{
    private const int MostTold = 5;

    // The kernel keeps probabilities as multiples of 2^-31, so shares are never exactly equal.
    private const double Tolerance = 1e-4;

    internal static IEnumerable<Oddity> Run(RulesetReading reading) =>
    [
        .. Few(reading.Services.SelectMany(service => Shares(service))),
        .. Few(reading.Services.SelectMany(service => Endpoints(reading, service))),
        .. Few(reading.Services.Where(service => IsChoiceEmpty(reading, service)).Select(Empty)),
        .. Few(reading.Services.Where(HasWrongName).Select(WrongName)),
        .. Few(SameAddress(reading)),
    ];

    // Of one kind of oddity, the first ones say it all.
    private static Oddity[] Few(IEnumerable<Oddity> oddities)
    {
        Oddity[] all = [.. oddities];
        return all.Length <= MostTold
            ? all
            : [.. all[..MostTold], all[MostTold] with { What = $"{Words.Count(all.Length - MostTold, "further Service")} like this." }];
    }

    private static IEnumerable<Oddity> Shares(ServiceReading service)
    {
        double[] shares = [.. service.Endpoints.Select(endpoint => endpoint.Share).Where(share => share > 0)];
        double[] local = [.. service.Endpoints.Select(endpoint => endpoint.LocalShare ?? 0).Where(share => share > 0)];
        foreach (double[] set in (double[][])[shares, local])
        {
            if (set.Length == 0)
            {
                continue;
            }

            if (set.Max() - set.Min() > Tolerance * set.Max())
            {
                yield return new(
                    OddityLevel.Warning, $"The probabilities of {service.Name} do not give equal shares: {Words.List(set.Select(Percent))}.",
                    "kube-proxy gives each endpoint the same share: somebody deleted or changed a rule.",
                    "A change of the Service's endpoints, or a full sync, writes the chain anew.");
                yield break;
            }

            if (set.Sum() < 1 - Tolerance)
            {
                yield return new(
                    OddityLevel.Problem, $"The endpoints of {service.Name} get {Percent(set.Sum())} of its traffic together.",
                    "The rest is not translated, and goes to the cluster IP itself, where nobody answers.",
                    "The last endpoint's rule must have no probability; a full sync writes the chain anew.");
                yield break;
            }
        }
    }

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);

    private static IEnumerable<Oddity> Endpoints(RulesetReading reading, ServiceReading service)
    {
        foreach (EndpointReading endpoint in service.Endpoints)
        {
            if (reading.FindChain("nat", endpoint.Chain) is not null
                && !reading.RulesOf("nat", endpoint.Chain).Any(rule => rule.Target is DnatTarget { To.IsValid: true }))
            {
                yield return new(
                    OddityLevel.Problem, $"{endpoint.Chain}, an endpoint of {service.Name}, translates to no address.",
                    "Its share of the connections is not translated, and hangs.", "A full sync writes the chain anew; find out who emptied it.");
            }
        }
    }

    private static bool IsChoiceEmpty(RulesetReading reading, ServiceReading service) => service.Endpoints.IsEmpty && service.Chains.Any(chain =>
        ChainRoles.Of(chain.Chain) is ChainRole.Service or ChainRole.LocalService && reading.FindChain(chain.Table, chain.Chain) is not null);

    private static Oddity Empty(ServiceReading service) => new(
        OddityLevel.Problem, $"The chains of {service.Name} lead to no endpoint.",
        "Its traffic is not translated, and hangs. kube-proxy refuses the traffic of a Service without endpoints instead.",
        "A full sync writes its chains anew; find out who emptied them.");

    private static bool HasWrongName(ServiceReading service) => !service.IsNameConfirmed && service.Chains.Length > 0
        && service.Name.Contains('/', StringComparison.Ordinal);

    private static Oddity WrongName(ServiceReading service) => new(
        OddityLevel.Note, $"Comments call the Service of {service.Chains[0].Chain} {service.Name}, but the chain's name does not fit that.",
        "The hash in a chain's name is made of the Service's name, port and protocol: comments were edited, or another program copies kube-proxy's names.",
        "Believe the addresses, not the name.");

    private static IEnumerable<Oddity> SameAddress(RulesetReading reading)
    {
        var addresses = reading.Services.SelectMany(service => service.ExternalIPs.Concat(service.LoadBalancerIPs).Append(service.ClusterIP)
            .OfType<System.Net.IPAddress>().Select(address => (Key: (address.ToString(), service.Port, service.Protocol), service.Name)));
        foreach (var same in addresses.Distinct().GroupBy(pair => pair.Key).Where(group => group.Select(pair => pair.Name).Distinct().Skip(1).Any()))
        {
            yield return new(
                OddityLevel.Warning,
                $"{Words.List(same.Select(pair => pair.Name))} have the same address {same.Key.Item1} and port {same.Key.Port}.",
                "The one whose rule comes first in KUBE-SERVICES gets all traffic, and that order is by chance.",
                "Look at externalIPs and the load balancer addresses of these Services.");
        }
    }
}

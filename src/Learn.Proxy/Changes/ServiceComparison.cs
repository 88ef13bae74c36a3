using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Says what changed about one service port, the most important first.</summary>
internal sealed class ServiceComparison(RulesetReading before, RulesetReading after)
{
    /// <summary>A service port that is new.</summary>
    internal ServiceChange Added(ServiceReading service)
    {
        if (before.StaleServices.Any(stale => stale.Name == service.Name && stale.Protocol == service.Protocol))
        {
            return new(service.Name, [$"the rules lead to {service.Name} again: {ServiceWords.Addresses(service)}"]);
        }

        string endpoints = service.IsRefused ? "no endpoint, so its traffic is refused"
            : service.Endpoints.IsEmpty ? "no endpoint in these rules"
            : $"{Words.Count(service.Endpoints.Length, "endpoint")} ({Words.List(service.Endpoints.Select(endpoint => endpoint.Address))})";
        return new(service.Name, [$"{service.Name} added: {ServiceWords.Addresses(service)}; {endpoints}"]);
    }

    /// <summary>A service port that is gone.</summary>
    internal ServiceChange Removed(ServiceReading service)
    {
        bool isLeft = after.StaleServices.Any(stale => stale.Name == service.Name && stale.Protocol == service.Protocol);
        return new(service.Name,
        [
            isLeft
                ? $"nothing leads to {service.Name} any more, but its chains are still there (stale)"
                : $"{service.Name} removed: it had {ServiceWords.Addresses(service)} and {Words.Count(service.Endpoints.Length, "endpoint")}",
        ]);
    }

    /// <summary>A service port that is on both sides; null if nothing changed that shows in its reading.</summary>
    internal ServiceChange? Changed(ServiceReading old, ServiceReading now)
    {
        var sentences = ImmutableArray.CreateBuilder<string>();
        sentences.AddRange(Endpoints(old, now));
        sentences.AddRange(Addresses(old, now));
        if (!old.IsRefused && !now.IsRefused)
        {
            // Where traffic is refused the rules do not say any of this.
            sentences.AddRange(Policies(old, now));
        }

        return sentences.Count == 0 ? null : new(now.Name, sentences.DrainToImmutable());
    }

    private IEnumerable<string> Endpoints(ServiceReading old, ServiceReading now)
    {
        string name = now.Name;
        string[] had = Addresses(old), has = Addresses(now);
        string[] added = [.. has.Except(had)], removed = [.. had.Except(has)];
        if (old.IsRefused && !now.IsRefused && has.Length > 0)
        {
            yield return $"{name} has {Words.Count(has.Length, "endpoint")} now ({Words.List(has)}); before, its traffic was refused";
        }
        else if (now.IsRefused && !old.IsRefused)
        {
            string lost = removed.Length == 0 ? "" : $": {Words.Endpoints(removed)} gone";
            yield return $"{name} has no endpoint any more{lost}; its traffic is now refused";
        }
        else if (added.Length + removed.Length > 0)
        {
            int changed = ChangedProbabilities(old, now, had.Intersect(has).ToHashSet(StringComparer.Ordinal));
            string then = changed == 0 ? "" : changed == 1 ? "; 1 probability changed" : string.Create(CultureInfo.InvariantCulture, $"; {changed} probabilities changed");
            yield return Exchange(name, added, removed) + then;
        }
        else if (!SameShares(old, now))
        {
            yield return $"the shares of the endpoints of {name} changed: {Shares(old)} before, {Shares(now)} now";
        }

        if (now.IsDroppedWithoutLocal != old.IsDroppedWithoutLocal)
        {
            yield return now.IsDroppedWithoutLocal
                ? $"no endpoint of {name} is on this node any more: traffic that wants one is dropped here"
                : now.IsRefused ? $"traffic to {name} is refused rather than dropped: there is no endpoint anywhere"
                : $"traffic to {name} that wants an endpoint of this node is dropped no more";
        }
    }

    private static string Exchange(string name, string[] added, string[] removed) => (added.Length, removed.Length) switch
    {
        (_, 0) => $"{Words.Endpoints(added)} added to {name}",
        (0, _) => $"{Words.Endpoints(removed)} removed from {name}",
        (1, 1) => $"{Words.Endpoints(removed)} of {name} replaced by {added[0]}",
        _ => $"{Words.Endpoints(added)} added to {name}, {Words.Endpoints(removed)} removed",
    };

    private static IEnumerable<string> Addresses(ServiceReading old, ServiceReading now)
    {
        string name = now.Name;
        if (!Equals(old.ClusterIP, now.ClusterIP) && now.ClusterIP is not null)
        {
            yield return old.ClusterIP is null ? $"cluster IP {now.ClusterIP} added to {name}" : $"the cluster IP of {name} is now {now.ClusterIP} (was {old.ClusterIP})";
        }
        else if (old.ClusterIP is not null && now.ClusterIP is null)
        {
            yield return $"the rules no longer tell the cluster IP of {name} (it was {old.ClusterIP})";
        }

        if (old.Port != now.Port && now.Port is not null)
        {
            yield return $"the port of {name} is now {now.Port}" + (old.Port is null ? "" : $" (was {old.Port})");
        }

        if (PortSentence("node port", name, old.NodePort, now.NodePort) is { } nodePort)
        {
            yield return nodePort;
        }

        if (PortSentence("health check node port", name, old.HealthCheckNodePort, now.HealthCheckNodePort) is { } health)
        {
            yield return health;
        }

        IPAddress[] had = [.. old.ExternalIPs, .. old.LoadBalancerIPs], has = [.. now.ExternalIPs, .. now.LoadBalancerIPs];
        foreach (IPAddress address in has.Except(had))
        {
            yield return $"{Kind(now, address)} {address} added to {name}";
        }

        foreach (IPAddress address in had.Except(has))
        {
            yield return $"{Kind(old, address)} {address} removed from {name}";
        }
    }

    private static string? PortSentence(string what, string name, ushort? old, ushort? now) => (old, now) switch
    {
        _ when old == now => null,
        (null, _) => $"{what} {now} opened for {name}",
        (_, null) => $"{what} {old} of {name} closed",
        _ => $"the {what} of {name} is now {now} (was {old})",
    };

    // Without endpoints the rules do not tell the two apart.
    private static string Kind(ServiceReading service, IPAddress address) => service.LoadBalancerIPs.Contains(address) ? "load balancer address"
        : service.IsRefused ? "external address" : "external IP";

    private static IEnumerable<string> Policies(ServiceReading old, ServiceReading now)
    {
        string name = now.Name;
        if (old.IsInternalPolicyLocal != now.IsInternalPolicyLocal)
        {
            yield return $"internalTrafficPolicy of {name} is now {PolicyName(now.IsInternalPolicyLocal)}";
        }

        // A policy for external traffic only shows where there is some.
        if (old.IsExternalPolicyLocal != now.IsExternalPolicyLocal && (now.IsExternalPolicyLocal || ServiceWords.IsExternal(now)))
        {
            yield return $"externalTrafficPolicy of {name} is now {PolicyName(now.IsExternalPolicyLocal)}";
        }

        if (old.Affinity != now.Affinity)
        {
            yield return (old.Affinity, now.Affinity) switch
            {
                (null, { } time) => $"session affinity of {name} switched on: {ServiceWords.Time(time)}",
                (_, null) => $"session affinity of {name} switched off",
                var (was, time) => $"session affinity of {name} is now {ServiceWords.Time(time.Value)} (was {ServiceWords.Time(was.Value)})",
            };
        }

        if (!old.SourceRanges.AsSpan().SequenceEqual(now.SourceRanges.AsSpan()))
        {
            yield return now.SourceRanges.IsEmpty
                ? $"{name} is open to all sources again"
                : $"the load balancer of {name} is now open to {Words.List(now.SourceRanges)} only"
                    + (old.SourceRanges.IsEmpty ? "" : $" (before: {Words.List(old.SourceRanges)})");
        }
    }

    private static string PolicyName(bool isLocal) => isLocal ? "Local" : "Cluster";

    private static string[] Addresses(ServiceReading service) => [.. service.Endpoints.Select(endpoint => endpoint.Address).Distinct()];

    private static bool SameShares(ServiceReading old, ServiceReading now)
    {
        if (old.Endpoints.AsSpan().SequenceEqual(now.Endpoints.AsSpan()))
        {
            return true;
        }

        var earlier = SharesByAddress(old);
        return SharesByAddress(now).All(pair => !earlier.TryGetValue(pair.Key, out var was)
            || (Math.Abs(was.Share - pair.Value.Share) < 1e-6 && Math.Abs((was.Local ?? pair.Value.Local ?? 0) - (pair.Value.Local ?? was.Local ?? 0)) < 1e-6));
    }

    // Rules that somebody has changed may choose one endpoint twice.
    private static Dictionary<string, (double Share, double? Local)> SharesByAddress(ServiceReading service)
    {
        var shares = new Dictionary<string, (double Share, double? Local)>(StringComparer.Ordinal);
        foreach (EndpointReading endpoint in service.Endpoints)
        {
            var (share, local) = shares.GetValueOrDefault(endpoint.Address);
            shares[endpoint.Address] = (share + endpoint.Share, endpoint.LocalShare is null ? local : (local ?? 0) + endpoint.LocalShare);
        }

        return shares;
    }

    private static string Shares(ServiceReading service) =>
        Words.List(service.Endpoints.Select(endpoint => endpoint.Share.ToString("P1", CultureInfo.InvariantCulture)));

    /// <summary>How many rules that choose an endpoint of both sides have another probability than before.</summary>
    private int ChangedProbabilities(ServiceReading old, ServiceReading now, HashSet<string> stayed)
    {
        var earlier = Probabilities(before, old, stayed);
        return Probabilities(after, now, stayed).Count(pair => earlier.TryGetValue(pair.Key, out StatisticMatch? match) && !Equals(match, pair.Value));
    }

    private static Dictionary<(ChainRole Chain, string Endpoint), StatisticMatch?> Probabilities(
        RulesetReading reading, ServiceReading service, HashSet<string> stayed)
    {
        var probabilities = new Dictionary<(ChainRole, string), StatisticMatch?>();
        var addresses = service.Endpoints.ToLookup(endpoint => endpoint.Chain, endpoint => endpoint.Address, StringComparer.Ordinal);
        foreach ((string table, string chain) in service.Chains)
        {
            ChainRole role = ChainRoles.Of(chain);
            if (role is not (ChainRole.Service or ChainRole.LocalService or ChainRole.OldExternalLocal))
            {
                continue;
            }

            foreach (Rule rule in reading.RulesOf(table, chain).Where(rule => !RuleParts.IsRemembered(rule)))
            {
                if (RuleParts.ChainCalledBy(rule) is { } called && addresses[called].FirstOrDefault() is { } address && stayed.Contains(address))
                {
                    probabilities.TryAdd((role, address), rule.Find<StatisticMatch>());
                }
            }
        }

        return probabilities;
    }
}

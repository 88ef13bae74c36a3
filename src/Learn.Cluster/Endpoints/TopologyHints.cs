using k8s.Models;

namespace Learn.Cluster;

/// <summary>For which zones the endpoints of a Service are meant. With topology-mode Auto every zone gets endpoints by its share of CPUs,
/// or the hints are left out where that cannot be done; with trafficDistribution PreferClose every endpoint is for its own zone. (Source:
/// kube-controller-manager v1.30.)</summary>
internal sealed class TopologyHints(Transaction transaction, V1Service service, string family, Lazy<ZoneShares> shares)
{
    private const string TopologyMode = "service.kubernetes.io/topology-mode";
    private const string OlderName = "service.kubernetes.io/topology-aware-hints";
    private const string Disabled = "TopologyAwareHintsDisabled";

    /// <summary>Whether a Service asks for hints by its annotation; the older name of it wins.</summary>
    public static bool AreAutomatic(V1Service service) =>
        service.Metadata.Annotations is { } annotations
        && (annotations.TryGetValue(OlderName, out var mode) || annotations.TryGetValue(TopologyMode, out mode))
        && mode is "Auto" or "auto";

    /// <summary>Gives the endpoints of all slices of the family their hints.</summary>
    public void Apply(IReadOnlyList<SlicePlan> plans)
    {
        if (AreAutomatic(service))
        {
            if (Allocate(plans) is { } refusal)
            {
                Record("Warning", Disabled, refusal);
                SetAll(plans, _ => null);
            }
        }
        else
        {
            if (WasAutomatic() && HadHints())
            {
                Record("Warning", Disabled, "Topology Aware Hints has been disabled");
            }

            SetAll(plans, service.Spec.TrafficDistribution == "PreferClose" ? OwnZone : _ => null);
        }
    }

    private static bool IsReady(V1Endpoint endpoint) => endpoint.Conditions?.Ready == true;

    private static string? OwnZone(V1Endpoint endpoint) => IsReady(endpoint) && !string.IsNullOrEmpty(endpoint.Zone) ? endpoint.Zone : null;

    private static void SetAll(IReadOnlyList<SlicePlan> plans, Func<V1Endpoint, string?> zoneOf)
    {
        foreach (var plan in plans)
        {
            for (var i = 0; i < plan.Endpoints.Count; i++)
            {
                plan.SetHint(i, zoneOf(plan.Endpoints[i]));
            }
        }
    }

    /// <summary>Gives hints by the shares of the zones.</summary>
    /// <returns>Why that cannot be done; null when it was.</returns>
    private string? Allocate(IReadOnlyList<SlicePlan> plans)
    {
        var hadHints = HadHints();
        var ready = plans.Sum(plan => plan.Endpoints.Count(IsReady));
        var (allocation, refusal) = HintAllocation.Compute(shares.Value, ready);
        if (allocation is null)
        {
            return refusal;
        }

        // Slices that need no change keep their hints as long as these are possible.
        var allocated = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var plan in plans.Where(plan => !plan.IsChanged))
        {
            plan.IsChanged = !Keep(plan, allocation, allocated);
        }

        var open = plans.Where(plan => plan.IsChanged).ToArray();
        foreach (var endpoint in open.SelectMany(plan => plan.Endpoints).Where(IsReady))
        {
            if (string.IsNullOrEmpty(endpoint.Zone))
            {
                return "One or more endpoints do not have a zone specified";
            }

            allocated[endpoint.Zone] = allocated.GetValueOrDefault(endpoint.Zone) + 1;
        }

        if (allocated.Count == 0)
        {
            return "No hints allocated for zones";
        }

        SetAll(open, OwnZone);
        Redistribute(open, allocation.Balance(allocated));
        if (!hadHints)
        {
            Record("Normal", "TopologyAwareHintsEnabled", "Topology Aware Hints has been enabled");
        }

        return null;
    }

    private static bool Keep(SlicePlan plan, HintAllocation allocation, Dictionary<string, int> allocated)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var endpoint in plan.Endpoints.Where(IsReady))
        {
            if (endpoint.Hints?.ForZones is not { Count: > 0 } zones || !zones.All(zone => allocation.Has(zone.Name)))
            {
                return false;
            }

            foreach (var zone in zones)
            {
                counts[zone.Name] = counts.GetValueOrDefault(zone.Name) + 1;
            }
        }

        if (counts.Any(zone => zone.Value + allocated.GetValueOrDefault(zone.Key) > allocation.MaximumOf(zone.Key)))
        {
            return false;
        }

        foreach (var (zone, count) in counts)
        {
            allocated[zone] = allocated.GetValueOrDefault(zone) + count;
        }

        return true;
    }

    private static void Redistribute(
        IReadOnlyList<SlicePlan> plans, (Dictionary<string, int> Giving, SortedDictionary<string, int> Receiving) balance)
    {
        foreach (var plan in plans)
        {
            for (var i = 0; i < plan.Endpoints.Count && balance.Receiving.Count > 0; i++)
            {
                var endpoint = plan.Endpoints[i];
                if (!IsReady(endpoint) || balance.Giving.GetValueOrDefault(endpoint.Zone) == 0)
                {
                    continue;
                }

                var (zone, count) = balance.Receiving.First();
                plan.SetHint(i, zone);
                balance.Giving[endpoint.Zone]--;
                balance.Receiving[zone] = count - 1;
                if (count == 1)
                {
                    balance.Receiving.Remove(zone);
                }
            }
        }
    }

    private bool HadHints() => transaction.Lookup(IndexKey.Slices(Transaction.NameOf(service)))
        .Select(slice => transaction.Find<V1EndpointSlice>(slice)!)
        .Where(ServiceEndpoints.IsManaged)
        .Any(slice => (slice.Endpoints ?? []).Any(endpoint => endpoint.Hints?.ForZones is { Count: > 0 }));

    private bool WasAutomatic() => transaction.Events.Any(change =>
        change.Previous is V1Service before && AreAutomatic(before) && before.Metadata.Uid == service.Metadata.Uid);

    private void Record(string type, string reason, string message) =>
        new EventRecorder(transaction, "endpoint-slice-controller").Record(service, type, reason, $"{message}, addressType: {family}");
}

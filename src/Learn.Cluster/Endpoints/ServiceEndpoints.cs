using k8s.Models;

namespace Learn.Cluster;

/// <summary>The slices of one Service. Changes are spread over slices as the endpointslice controller does it: what can stay stays;
/// slices that are written anyway are filled up first, then one that has room, and only then new ones are made.</summary>
internal sealed class ServiceEndpoints(Transaction transaction, V1Service service, Lazy<ZoneShares> shares)
{
    private readonly NamespacedName name = Transaction.NameOf(service);

    /// <summary>Whether the controller writes a slice, so that nobody else should.</summary>
    public static bool IsManaged(V1EndpointSlice slice) =>
        slice.Metadata.Labels is { } labels && labels.TryGetValue(SliceLabels.ManagedBy, out var manager) && manager == SliceLabels.Controller;

    /// <summary>Brings the slices up to date.</summary>
    /// <param name="pods">The Pods that changed; null for all, also when the Service itself changed.</param>
    public void Update(HashSet<string>? pods)
    {
        if (service.IsExternalName || service.Spec.Selector is not { Count: > 0 })
        {
            return;
        }

        var existing = transaction.Lookup(IndexKey.Slices(name))
            .Select(slice => transaction.Find<V1EndpointSlice>(slice)!)
            .Where(IsManaged)
            .ToLookup(slice => slice.AddressType);
        var families = service.Spec.IpFamilies ?? [];
        foreach (var family in families)
        {
            Update(family, [.. existing[family]], pods);
        }

        foreach (var stale in existing.Where(group => !families.Contains(group.Key)).SelectMany(group => group))
        {
            transaction.Remove(ResourceKind.EndpointSlice, Transaction.NameOf(stale));
        }
    }

    private void Update(string family, IReadOnlyList<V1EndpointSlice> existing, HashSet<string>? changed)
    {
        var wanted = Wanted(family, changed);
        var plans = existing.Select(slice => Keep(slice, wanted, changed)).ToList();
        foreach (var (ports, endpoints) in wanted.Where(group => group.Value.Count > 0))
        {
            Fill(plans, ports, endpoints);
        }

        var emptied = new Queue<V1EndpointSlice>(plans.Where(plan => plan.Endpoints.Count == 0).Select(plan => plan.Existing!));
        plans.RemoveAll(plan => plan.Endpoints.Count == 0);
        if (plans.Count == 0)
        {
            // Without endpoints there is one slice all the same, without ports.
            plans.Add(new SlicePlan(null, SlicePorts.Of(new V1EndpointSlice())));
        }

        new TopologyHints(transaction, service, family, shares).Apply(plans);
        var writer = new SliceWriter(transaction, service, family);
        foreach (var plan in plans)
        {
            // A slice that would go is taken for one that would come, so that its name stays.
            writer.Write(plan, plan.Existing is null && emptied.TryDequeue(out var reused) ? reused : plan.Existing);
        }

        foreach (var slice in emptied)
        {
            transaction.Remove(ResourceKind.EndpointSlice, Transaction.NameOf(slice));
        }
    }

    private Dictionary<SlicePorts, SortedDictionary<string, V1Endpoint>> Wanted(string family, HashSet<string>? changed)
    {
        var pods = changed is null
            ? PodSelection.Find(transaction, service)
            : changed.Select(pod => transaction.Find<V1Pod>(new(name.Namespace, pod))).OfType<V1Pod>()
                .Where(pod => PodSelection.Matches(service, pod.Metadata.Labels));
        var wanted = new Dictionary<SlicePorts, SortedDictionary<string, V1Endpoint>>();
        foreach (var pod in pods)
        {
            if (PodEndpoint.Of(transaction, service, pod, family) is not { } contribution)
            {
                continue;
            }

            if (!wanted.TryGetValue(contribution.Ports, out var endpoints))
            {
                wanted.Add(contribution.Ports, endpoints = new(StringComparer.Ordinal));
            }

            endpoints.Add(pod.Metadata.Name, contribution.Endpoint);
        }

        return wanted;
    }

    /// <summary>What stays of a slice; the endpoints that found their place are no longer wanted elsewhere.</summary>
    private static SlicePlan Keep(
        V1EndpointSlice slice, Dictionary<SlicePorts, SortedDictionary<string, V1Endpoint>> wanted, HashSet<string>? changed)
    {
        var plan = new SlicePlan(slice, SlicePorts.Of(slice));
        var replacements = wanted.GetValueOrDefault(plan.Ports);
        foreach (var endpoint in slice.Endpoints ?? [])
        {
            var pod = SlicePlan.PodOf(endpoint);
            if (changed is not null && !changed.Contains(pod))
            {
                plan.Endpoints.Add(endpoint);
            }
            else if (replacements is not null && replacements.Remove(pod, out var replacement))
            {
                // Hints are no property of the Pod; they are judged when it is known who is where.
                replacement.Hints = endpoint.Hints;
                var same = SemanticEquality.AreEqual(endpoint, replacement);
                replacement.Hints = same ? endpoint.Hints : null;
                plan.Endpoints.Add(same ? endpoint : replacement);
                plan.IsChanged |= !same;
            }
            else
            {
                plan.IsChanged = true;
            }
        }

        return plan;
    }

    private void Fill(List<SlicePlan> plans, SlicePorts ports, SortedDictionary<string, V1Endpoint> endpoints)
    {
        var limit = transaction.Options.MaxEndpointsPerSlice;
        var rest = new Queue<V1Endpoint>(endpoints.Values);
        var same = plans.Where(plan => plan.Ports.Equals(ports) && plan.Endpoints.Count > 0)
            .OrderByDescending(plan => plan.Endpoints.Count).ToArray();
        foreach (var plan in same.Where(plan => plan.IsChanged))
        {
            Move(rest, plan, limit);
        }

        if (rest.Count > 0 && same.FirstOrDefault(plan => !plan.IsChanged && plan.Endpoints.Count + rest.Count <= limit) is { } roomy)
        {
            Move(rest, roomy, limit);
        }

        while (rest.Count > 0)
        {
            var plan = new SlicePlan(null, ports);
            Move(rest, plan, limit);
            plans.Add(plan);
        }
    }

    private static void Move(Queue<V1Endpoint> rest, SlicePlan plan, int limit)
    {
        while (rest.Count > 0 && plan.Endpoints.Count < limit)
        {
            plan.Insert(rest.Dequeue());
        }
    }
}

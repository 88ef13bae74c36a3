using k8s.Models;

namespace Learn.Cluster;

/// <summary>Keeps the EndpointSlices of Services with a selector up to date: looks at what a transaction changed, and writes the slices
/// of the Services that it concerns. A changed Pod costs the slices in which it is, not those of all Pods.</summary>
internal sealed class EndpointSliceController(Transaction transaction)
{
    /// <summary>Services to bring up to date; with the Pods that changed, or null for all.</summary>
    private readonly SortedDictionary<NamespacedName, HashSet<string>?> dirty = [];

    private readonly Lazy<ZoneShares> shares = new(() => ZoneShares.Of(transaction.List(ResourceKind.Node).Cast<V1Node>()));

    public void Run()
    {
        // The slices written below make further events; those need no second look.
        var count = transaction.Events.Count;
        for (var i = 0; i < count; i++)
        {
            Note(transaction.Events[i]);
        }

        foreach (var (name, pods) in dirty)
        {
            if (transaction.Find<V1Service>(name) is { } service)
            {
                new ServiceEndpoints(transaction, service, shares).Update(pods);
            }
            else
            {
                RemoveSlices(name);
            }
        }
    }

    private void Note(ClusterEvent change)
    {
        switch (change.Object)
        {
            case V1Service:
                dirty[change.Name] = null;
                break;
            case V1Pod pod:
                NotePod((V1Pod?)change.Previous);
                NotePod(pod);
                break;
            case V1Node node:
                NoteNode(change.Type, (V1Node?)change.Previous, node);
                break;
            case V1EndpointSlice slice:
                NoteSlice((V1EndpointSlice?)change.Previous);
                NoteSlice(slice);
                break;
        }
    }

    private void NoteNode(ClusterEventType type, V1Node? before, V1Node node)
    {
        if (type != ClusterEventType.Modified || ZoneShares.ZoneOf(node) != ZoneShares.ZoneOf(before))
        {
            foreach (var name in transaction.Lookup(IndexKey.PodsOnNode(node.Metadata.Name)))
            {
                NotePod(transaction.Find<V1Pod>(name));
            }
        }

        if (ZoneShares.IsChanged(before, type == ClusterEventType.Deleted ? null : node))
        {
            foreach (var name in transaction.Lookup(IndexKey.ServicesWithHints))
            {
                dirty.TryAdd(name, []);
            }
        }
    }

    private void NotePod(V1Pod? pod)
    {
        if (pod?.Metadata.Labels is not { } labels)
        {
            return;
        }

        foreach (var (label, value) in labels)
        {
            foreach (var name in transaction.Lookup(IndexKey.Services(pod.Metadata.NamespaceProperty, label, value)))
            {
                if (!PodSelection.Matches(transaction.Find<V1Service>(name)!, labels))
                {
                    continue;
                }

                if (!dirty.TryGetValue(name, out var pods))
                {
                    dirty.Add(name, pods = new HashSet<string>(StringComparer.Ordinal));
                }

                pods?.Add(pod.Metadata.Name);
            }
        }
    }

    /// <summary>Somebody else changed a slice of the controller: it will be put right.</summary>
    private void NoteSlice(V1EndpointSlice? slice)
    {
        if (slice is not null && ServiceEndpoints.IsManaged(slice) && slice.Metadata.Labels.TryGetValue(SliceLabels.ServiceName, out var service))
        {
            dirty[new(slice.Metadata.NamespaceProperty, service)] = null;
        }
    }

    /// <summary>What the garbage collector does: slices go with the Service that owns them.</summary>
    private void RemoveSlices(NamespacedName service)
    {
        foreach (var name in transaction.Lookup(IndexKey.Slices(service)))
        {
            var slice = transaction.Find<V1EndpointSlice>(name)!;
            if (ServiceEndpoints.IsManaged(slice)
                || (slice.Metadata.OwnerReferences ?? []).Any(owner => owner.Kind == "Service" && owner.Name == service.Name))
            {
                transaction.Remove(ResourceKind.EndpointSlice, name);
            }
        }
    }
}

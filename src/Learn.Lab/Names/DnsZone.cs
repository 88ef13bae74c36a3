using System.Collections.Immutable;
using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>
/// The names of a cluster at one moment: Services, EndpointSlices and namespaces in, answers out. Nothing in it changes; a change in
/// the cluster makes the next zone, which shares all that stayed the same, so a change costs the same in a cluster of a thousand Services.
/// </summary>
/// <remarks>
/// Source: "Kubernetes DNS-Based Service Discovery" 1.1.0 (kubernetes/dns, docs/specification.md), and CoreDNS's kubernetes plugin with
/// kubeadm's Corefile where the specification leaves a choice. Pods need no objects here: their names below <c>pod.cluster.local</c> hold
/// the address itself (<c>pods insecure</c>), and those below a Service come from the slices.
/// </remarks>
internal sealed partial class DnsZone
{
    private readonly ImmutableDictionary<NamespacedName, ZoneService> services;
    private readonly ImmutableHashSet<string> namespaces;
    private readonly Lazy<ILookup<System.Net.IPAddress, string>> reverse;

    private DnsZone(ImmutableDictionary<NamespacedName, ZoneService> services, ImmutableHashSet<string> namespaces, uint serial)
    {
        this.services = services;
        this.namespaces = namespaces;
        Serial = serial;
        // Needed only when somebody asks for an address's name: then all are worked out at once.
        reverse = new(ReverseNames);
    }

    /// <summary>No names at all.</summary>
    public static DnsZone Empty { get; } = new(ImmutableDictionary<NamespacedName, ZoneService>.Empty, [], serial: 1);

    /// <summary>The version in the SOA record; it grows with each change. (CoreDNS takes the time of the last change.)</summary>
    public uint Serial { get; }

    /// <summary>The zone of some objects.</summary>
    public static DnsZone Of(IEnumerable<V1Service> services, IEnumerable<V1EndpointSlice>? slices = null, IEnumerable<string>? namespaces = null)
    {
        var zone = Empty;
        foreach (string name in namespaces ?? ["default", "kube-system"])
        {
            zone = new DnsZone(zone.services, zone.namespaces.Add(name), zone.Serial);
        }

        zone = services.Aggregate(zone, (so, service) => so.WithService(NameOf(service.Metadata), service));
        return (slices ?? []).Aggregate(zone, (so, slice) => so.WithSlice(null, slice));
    }

    /// <summary>The zone after a change in the cluster; the same one when the change touches no name.</summary>
    public DnsZone After(ClusterEvent change)
    {
        bool isGone = change.Type == ClusterEventType.Deleted;
        return change.Object switch
        {
            V1Service service => WithService(change.Name, isGone ? null : service),
            V1EndpointSlice slice => WithSlice(isGone ? slice : change.Previous as V1EndpointSlice, isGone ? null : slice),
            V1Namespace when change.Type != ClusterEventType.Modified
                => new DnsZone(services, isGone ? namespaces.Remove(change.Name.Name) : namespaces.Add(change.Name.Name), Serial + 1),
            _ => this,
        };
    }

    private DnsZone WithService(NamespacedName name, V1Service? service)
    {
        var known = services.GetValueOrDefault(name);
        return With(name, new ZoneService(service, known?.Slices ?? NoSlices));
    }

    private DnsZone WithSlice(V1EndpointSlice? before, V1EndpointSlice? after)
    {
        var zone = this;
        if (before is not null && ServiceOf(before) is { } old && services.TryGetValue(old, out var known))
        {
            zone = zone.With(old, new ZoneService(known.Service, known.Slices.Remove(before.Metadata.Name)));
        }

        if (after is not null && ServiceOf(after) is { } name)
        {
            known = zone.services.GetValueOrDefault(name);
            zone = zone.With(name, new ZoneService(known?.Service, (known?.Slices ?? NoSlices).SetItem(after.Metadata.Name, after)));
        }

        return zone;
    }

    private static ImmutableSortedDictionary<string, V1EndpointSlice> NoSlices { get; }
        = ImmutableSortedDictionary.Create<string, V1EndpointSlice>(StringComparer.Ordinal);

    private DnsZone With(NamespacedName name, ZoneService service)
        => new(service is { Service: null, Slices.Count: 0 } ? services.Remove(name) : services.SetItem(name, service), namespaces, Serial + 1);

    private static NamespacedName? ServiceOf(V1EndpointSlice slice)
        => slice.Metadata.Labels is { } labels && labels.TryGetValue("kubernetes.io/service-name", out string? name) && name.Length > 0
            ? new NamespacedName(slice.Metadata.NamespaceProperty ?? "default", name)
            : null;

    private static NamespacedName NameOf(V1ObjectMeta metadata) => new(metadata.NamespaceProperty ?? "default", metadata.Name);
}

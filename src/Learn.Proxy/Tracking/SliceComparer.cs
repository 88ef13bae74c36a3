using k8s.Models;

namespace Learn.Proxy;

/// <summary>Tells whether two versions of an EndpointSlice differ in anything that kube-proxy keeps of one.</summary>
internal static class SliceComparer
{
    internal static bool Same(V1EndpointSlice left, V1EndpointSlice right) =>
        ReferenceEquals(left, right) || (SamePorts(left.Ports, right.Ports) && SameEndpoints(left.Endpoints, right.Endpoints));

    private static bool SamePorts(IList<Discoveryv1EndpointPort>? left, IList<Discoveryv1EndpointPort>? right)
    {
        int count = left?.Count ?? 0;
        if (count != (right?.Count ?? 0))
        {
            return false;
        }

        for (int index = 0; index < count; index++)
        {
            Discoveryv1EndpointPort a = left![index], b = right![index];
            if (a.Name != b.Name || a.Port != b.Port || a.Protocol != b.Protocol || a.AppProtocol != b.AppProtocol)
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameEndpoints(IList<V1Endpoint>? left, IList<V1Endpoint>? right)
    {
        int count = left?.Count ?? 0;
        if (count != (right?.Count ?? 0))
        {
            return false;
        }

        // The order of the endpoints in a slice has no meaning.
        return count == 0 || InOrder(left!, right!) || InOrder(Sorted(left!), Sorted(right!));
    }

    private static V1Endpoint[] Sorted(IList<V1Endpoint> endpoints) =>
        [.. endpoints.OrderBy(endpoint => endpoint.Addresses?.FirstOrDefault(), StringComparer.Ordinal)];

    private static bool InOrder(IList<V1Endpoint> left, IList<V1Endpoint> right)
    {
        for (int index = 0; index < left.Count; index++)
        {
            if (!SameEndpoint(left[index], right[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameEndpoint(V1Endpoint left, V1Endpoint right) =>
        left.NodeName == right.NodeName
        && left.Zone == right.Zone
        && left.Conditions?.Ready == right.Conditions?.Ready
        && left.Conditions?.Serving == right.Conditions?.Serving
        && left.Conditions?.Terminating == right.Conditions?.Terminating
        && SameTexts(left.Addresses, right.Addresses)
        && SameZones(left.Hints?.ForZones, right.Hints?.ForZones);

    private static bool SameTexts(IList<string>? left, IList<string>? right) =>
        (left ?? []).SequenceEqual(right ?? []);

    private static bool SameZones(IList<V1ForZone>? left, IList<V1ForZone>? right) =>
        (left?.Count ?? 0) == (right?.Count ?? 0)
        && (left is null || right is null || left.Select(zone => zone.Name).SequenceEqual(right.Select(zone => zone.Name)));
}

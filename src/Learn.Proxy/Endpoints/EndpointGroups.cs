using System.Collections.Immutable;
using System.Globalization;
using k8s.Models;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Joins the EndpointSlices of one Service.</summary>
internal sealed class EndpointGroups(string nodeName, IpFamily family)
{
    // Of several entries for one endpoint the first one is kept: a local one before others, then the one that promises most. Whether
    // kube-proxy keeps the first or the last of two that are not local depends on the order of a hash map.
    private static readonly Comparison<Endpoint> s_byText = static (left, right) =>
    {
        int order = string.CompareOrdinal(left.Text, right.Text);
        if (order != 0)
        {
            return order;
        }

        order = right.Precedence.CompareTo(left.Precedence);
        return order != 0 ? order : string.CompareOrdinal(left.HintText, right.HintText);
    };

    private readonly List<Endpoint> _list = [];

    /// <summary>The endpoints by port name and protocol.</summary>
    /// <param name="slices">The slices, sorted by name. A slice of the other family is ignored.</param>
    /// <param name="former">What was returned before: names of chains are taken over from it.</param>
    internal ImmutableArray<EndpointGroup> Join(IReadOnlyList<V1EndpointSlice> slices, ImmutableArray<EndpointGroup> former)
    {
        if (slices.Count == 1 && slices[0].Ports is { Count: 1 } only)
        {
            // By far the most frequent case, and the one that has to be fast: the list is used again and again.
            _list.Clear();
            if (!TryKey(only[0], out string name, out IpProtocol protocol, out ushort port))
            {
                return [];
            }

            Add(slices[0], port, _list);
            return [new(name, protocol, Finish(_list, EndpointGroup.Find(former, name, protocol)))];
        }

        var groups = new Dictionary<(string, IpProtocol), List<Endpoint>>();
        foreach (V1EndpointSlice slice in slices)
        {
            foreach (Discoveryv1EndpointPort port in slice.Ports ?? [])
            {
                if (TryKey(port, out string name, out IpProtocol protocol, out ushort number))
                {
                    if (!groups.TryGetValue((name, protocol), out List<Endpoint>? list))
                    {
                        groups.Add((name, protocol), list = []);
                    }

                    Add(slice, number, list);
                }
            }
        }

        var result = ImmutableArray.CreateBuilder<EndpointGroup>(groups.Count);
        foreach (((string name, IpProtocol protocol), List<Endpoint> list) in groups)
        {
            result.Add(new(name, protocol, Finish(list, EndpointGroup.Find(former, name, protocol))));
        }

        return result.MoveToImmutable();
    }

    private static bool TryKey(Discoveryv1EndpointPort port, out string name, out IpProtocol protocol, out ushort number)
    {
        name = port.Name ?? "";
        protocol = ServicePorts.ProtocolOf(port.Protocol);
        number = (ushort)Math.Clamp(port.Port ?? 0, 0, ushort.MaxValue);
        return number != 0;
    }

    private void Add(V1EndpointSlice slice, ushort port, List<Endpoint> list)
    {
        Span<char> suffix = stackalloc char[8];
        suffix[0] = ':';
        port.TryFormat(suffix[1..], out int digits, provider: CultureInfo.InvariantCulture);
        suffix = suffix[..(digits + 1)];
        foreach (V1Endpoint endpoint in slice.Endpoints ?? [])
        {
            if (endpoint.Addresses is not { Count: > 0 } addresses
                || addresses[0] is not { Length: > 0 } address
                || address.Contains(':') != (family == IpFamily.IPv6))
            {
                continue;
            }

            string text = family == IpFamily.IPv4 ? string.Concat(address, suffix) : string.Concat("[", address, "]", suffix);
            list.Add(new Endpoint(address, text, port, FlagsOf(endpoint), ZonesOf(endpoint)));
        }
    }

    private EndpointFlags FlagsOf(V1Endpoint endpoint)
    {
        V1EndpointConditions? conditions = endpoint.Conditions;
        return (conditions?.Ready is null or true ? EndpointFlags.Ready : 0)
            | (conditions?.Serving is null or true ? EndpointFlags.Serving : 0)
            | (conditions?.Terminating is true ? EndpointFlags.Terminating : 0)
            | (endpoint.NodeName == nodeName ? EndpointFlags.Local : 0);
    }

    private static string[]? ZonesOf(V1Endpoint endpoint)
    {
        if (endpoint.Hints?.ForZones is not { Count: > 0 } zones)
        {
            return null;
        }

        return [.. zones.Select(zone => zone.Name).Order(StringComparer.Ordinal)];
    }

    private static ImmutableArray<Endpoint> Finish(List<Endpoint> list, ImmutableArray<Endpoint> former)
    {
        list.Sort(s_byText);
        RemoveDoubles(list);
        TakeOverNames(list, former);
        return [.. list];
    }

    private static void RemoveDoubles(List<Endpoint> sorted)
    {
        int kept = 0;
        for (int index = 1; index < sorted.Count; index++)
        {
            if (sorted[index].Text != sorted[kept].Text)
            {
                sorted[++kept] = sorted[index];
            }
        }

        if (kept + 1 < sorted.Count)
        {
            sorted.RemoveRange(kept + 1, sorted.Count - kept - 1);
        }
    }

    private static void TakeOverNames(List<Endpoint> sorted, ImmutableArray<Endpoint> former)
    {
        int place = 0;
        foreach (Endpoint endpoint in sorted)
        {
            int order = -1;
            while (place < former.Length && (order = string.CompareOrdinal(former[place].Text, endpoint.Text)) < 0)
            {
                place++;
            }

            if (place < former.Length && order == 0)
            {
                endpoint.ChainName = former[place].ChainName;
            }
        }
    }
}

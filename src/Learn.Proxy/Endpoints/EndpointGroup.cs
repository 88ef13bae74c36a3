using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>The endpoints that the slices of a Service have for one port name and protocol, sorted, each address and port once.</summary>
internal readonly record struct EndpointGroup(string Port, IpProtocol Protocol, ImmutableArray<Endpoint> Endpoints)
{
    internal static ImmutableArray<Endpoint> Find(ImmutableArray<EndpointGroup> groups, string port, IpProtocol protocol)
    {
        foreach (EndpointGroup group in groups)
        {
            if (group.Protocol == protocol && group.Port == port)
            {
                return group.Endpoints;
            }
        }

        return [];
    }

    /// <summary>True if one of the sorted endpoints has this text.</summary>
    internal static bool Contains(ImmutableArray<Endpoint> sorted, string text)
    {
        int low = 0, high = sorted.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = string.CompareOrdinal(sorted[middle].Text, text);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }
}

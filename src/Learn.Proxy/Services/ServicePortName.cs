using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What tells one port of one Service from all others: the Service, the name of the port and the protocol.</summary>
/// <param name="Service">The Service.</param>
/// <param name="Port">The name of the port; empty if it has none.</param>
/// <param name="Protocol">TCP, UDP or SCTP.</param>
public readonly record struct ServicePortName(NamespacedName Service, string Port, IpProtocol Protocol) : IComparable<ServicePortName>
{
    /// <summary>Orders by namespace, Service, port name and protocol, byte by byte.</summary>
    public int CompareTo(ServicePortName other)
    {
        int order = Service.CompareTo(other.Service);
        if (order == 0)
        {
            order = string.CompareOrdinal(Port, other.Port);
        }

        return order != 0 ? order : Protocol.Number.CompareTo(other.Protocol.Number);
    }

    /// <summary>The text that comments carry and chain names are made of: <c>namespace/name:port</c>, or <c>namespace/name</c>.</summary>
    public override string ToString() => Port.Length == 0
        ? $"{Service.Namespace}/{Service.Name}"
        : $"{Service.Namespace}/{Service.Name}:{Port}";

    /// <summary>True when the left one sorts before the right one.</summary>
    public static bool operator <(ServicePortName left, ServicePortName right) => left.CompareTo(right) < 0;

    /// <summary>True when the left one sorts after the right one.</summary>
    public static bool operator >(ServicePortName left, ServicePortName right) => left.CompareTo(right) > 0;

    /// <summary>True when the left one does not sort after the right one.</summary>
    public static bool operator <=(ServicePortName left, ServicePortName right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left one does not sort before the right one.</summary>
    public static bool operator >=(ServicePortName left, ServicePortName right) => left.CompareTo(right) >= 0;
}

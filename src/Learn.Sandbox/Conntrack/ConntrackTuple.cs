using System.Net;

namespace Learn.Sandbox;

/// <summary>One direction of a tracked connection, as its packets look where they come in.</summary>
/// <param name="Source">Source address.</param>
/// <param name="Destination">Destination address.</param>
/// <param name="SourcePort">Source port, 0–65535; null for protocols without ports.</param>
/// <param name="DestinationPort">Destination port, 0–65535; null for protocols without ports.</param>
public sealed record ConntrackTuple(IPAddress Source, IPAddress Destination, int? SourcePort = null, int? DestinationPort = null)
{
    /// <summary>ICMP type, or null for other protocols: 8 an echo request, 0 its answer; 128 and 129 for IPv6.</summary>
    public int? IcmpType { get; init; }

    /// <summary>ICMP code, or null for other protocols.</summary>
    public int? IcmpCode { get; init; }

    /// <summary>Identifier of an ICMP echo, or null for other protocols.</summary>
    public int? IcmpId { get; init; }

    /// <summary>Source address and port (0 without one).</summary>
    public IPEndPoint From => new(Source, SourcePort ?? 0);

    /// <summary>Destination address and port (0 without one).</summary>
    public IPEndPoint To => new(Destination, DestinationPort ?? 0);

    /// <summary>The same in the other direction; ICMP's own fields are left out.</summary>
    public ConntrackTuple Reversed() => new(Destination, Source, DestinationPort, SourcePort);

    /// <summary>The tuple as <c>10.244.0.5:40312 → 10.96.0.12:80</c>.</summary>
    public override string ToString() => SourcePort is null ? $"{Source} → {Destination}" : $"{From} → {To}";
}

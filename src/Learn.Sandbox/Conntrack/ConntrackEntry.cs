using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>
/// A connection as the kernel tracks it: how its packets come in, and how the answers do. Where the two do not mirror each other,
/// an address was translated.
/// </summary>
public sealed record ConntrackEntry
{
    /// <summary><see cref="AddressFamily.InterNetwork"/> or <see cref="AddressFamily.InterNetworkV6"/>.</summary>
    public required AddressFamily Family { get; init; }

    /// <summary>Name of the protocol as conntrack prints it: <c>tcp</c>, <c>udp</c>, <c>sctp</c>, <c>icmp</c>, <c>icmpv6</c>, …</summary>
    public required string Protocol { get; init; }

    /// <summary>Number of the protocol, 0–255: 6 is TCP, 17 UDP, 132 SCTP, 1 ICMP, 58 ICMPv6.</summary>
    public required int ProtocolNumber { get; init; }

    /// <summary>State, for protocols that have one: <c>ESTABLISHED</c>, <c>TIME_WAIT</c>, …; null for UDP and ICMP.</summary>
    public string? State { get; init; }

    /// <summary>When the entry is forgotten if nothing more comes; null where it is not said (an offloaded connection).</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The direction of the first packet, before any translation.</summary>
    public required ConntrackTuple Original { get; init; }

    /// <summary>The direction of the answers, as they come in: from the pod that answers, to the address that it saw.</summary>
    public required ConntrackTuple Reply { get; init; }

    /// <summary>The connection's mark.</summary>
    public uint Mark { get; init; }

    /// <summary>What else is remarked.</summary>
    public ConntrackStatus Status { get; init; }

    /// <summary>The kernel's number for the entry; null where it was not asked for.</summary>
    public uint? Id { get; init; }

    /// <summary>The conntrack zone, 0–65535; 0 unless rules say otherwise.</summary>
    public int Zone { get; init; }

    /// <summary>What went the original way, or null where nothing is counted.</summary>
    public ConntrackTraffic? OriginalTraffic { get; init; }

    /// <summary>What came back, or null where nothing is counted.</summary>
    public ConntrackTraffic? ReplyTraffic { get; init; }

    /// <summary>The line as conntrack printed it.</summary>
    public string Text { get; init; } = "";

    /// <summary>True if the destination was translated (DNAT): the answers come from elsewhere than the packets were sent to.</summary>
    public bool IsDestinationTranslated => !Original.Destination.Equals(Reply.Source) || Original.DestinationPort != Reply.SourcePort;

    /// <summary>True if the source was translated (SNAT, masquerading): the answers go elsewhere than the packets came from.</summary>
    public bool IsSourceTranslated => !Original.Source.Equals(Reply.Destination) || Original.SourcePort != Reply.DestinationPort;

    /// <summary>The entry in short: protocol, state, and both directions.</summary>
    public override string ToString()
        => $"{Protocol}{(State is null ? "" : $" {State}")}{(Status.HasFlag(ConntrackStatus.Unreplied) ? " [UNREPLIED]" : "")} {Original}, answered by {Reply}";
}

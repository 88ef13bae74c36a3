using System.Net;
using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>Which packets of a host are traced: those that fit everything that is given here.</summary>
public sealed record TraceFilter
{
    private const int Tcp = 6;

    /// <summary><see cref="AddressFamily.InterNetwork"/> (the default) or <see cref="AddressFamily.InterNetworkV6"/>.</summary>
    public AddressFamily Family { get; init; } = AddressFamily.InterNetwork;

    /// <summary>Number of the protocol, 0–255: 6 is TCP, 17 UDP; null for all.</summary>
    public int? Protocol { get; init; }

    /// <summary>The source address; null for any.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>The destination address, as the packet has it when it meets the host; null for any.</summary>
    public IPAddress? Destination { get; init; }

    /// <summary>The source port, of TCP, UDP or SCTP; null for any.</summary>
    public int? SourcePort { get; init; }

    /// <summary>The destination port; null for any.</summary>
    public int? DestinationPort { get; init; }

    /// <summary>True: of TCP connections only the first packet of each direction (SYN, SYN and ACK). Default false.</summary>
    public bool HandshakeOnly { get; init; }

    /// <summary>The filter as nft takes it (nft(8)).</summary>
    internal string Expression
    {
        get
        {
            string address = Family == AddressFamily.InterNetworkV6 ? "ip6" : "ip";
            List<string> parts = [$"meta nfproto {(Family == AddressFamily.InterNetworkV6 ? "ipv6" : "ipv4")}"];
            Add(parts, Protocol is { } protocol ? $"meta l4proto {protocol}" : null);
            Add(parts, Source is null ? null : $"{address} saddr {Source}");
            Add(parts, Destination is null ? null : $"{address} daddr {Destination}");
            Add(parts, SourcePort is { } source ? $"th sport {source}" : null);
            Add(parts, DestinationPort is { } destination ? $"th dport {destination}" : null);
            Add(parts, HandshakeOnly && Protocol is Tcp ? "tcp flags & syn == syn" : null);
            return string.Join(' ', parts);
        }
    }

    private static void Add(List<string> parts, string? part)
    {
        if (part is not null)
        {
            parts.Add(part);
        }
    }
}

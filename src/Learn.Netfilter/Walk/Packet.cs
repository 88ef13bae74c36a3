using System.Globalization;
using System.Net;

namespace Learn.Netfilter;

/// <summary>The packet that is sent through the rules; normally the first one of a connection.</summary>
public sealed record Packet
{
    /// <summary>The source address.</summary>
    public required IPAddress Source { get; init; }

    /// <summary>The destination address, before any translation.</summary>
    public required IPAddress Destination { get; init; }

    /// <summary>The protocol; default TCP.</summary>
    public IpProtocol Protocol { get; init; } = IpProtocol.Tcp;

    /// <summary>The source port; default 40000, as a client picks it.</summary>
    public ushort SourcePort { get; init; } = 40000;

    /// <summary>The destination port.</summary>
    public ushort DestinationPort { get; init; }

    /// <summary>
    /// The interface by which it comes in; null if it is not known, which leaves rules with <c>-i</c> undecided. Without meaning for a
    /// packet of a local process.
    /// </summary>
    public string? InInterface { get; init; }

    /// <summary>The interface by which it leaves; null if it is not known, which leaves rules with <c>-o</c> undecided.</summary>
    public string? OutInterface { get; init; }

    /// <summary>The mark of the packet.</summary>
    public uint Mark { get; init; }

    /// <summary>The mark of the connection.</summary>
    public uint ConnectionMark { get; init; }

    /// <summary>What connection tracking says about it; the nat table is asked for <see cref="ConntrackStates.New"/> only.</summary>
    public ConntrackStates State { get; init; } = ConntrackStates.New;

    /// <summary>The type of an ICMP message; null if it is not known, which leaves rules about it undecided.</summary>
    public byte? IcmpType { get; init; }

    /// <summary>The code of an ICMP message; null if it is not known.</summary>
    public byte? IcmpCode { get; init; }

    /// <summary>True if a process of this host sends it, false if it comes in by an interface.</summary>
    public bool FromLocalProcess { get; init; }

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Protocol} {new IPEndPoint(Source, SourcePort)} -> {new IPEndPoint(Destination, DestinationPort)}");
}

using System.Globalization;
using System.Net;

namespace Learn.Sandbox;

/// <summary>A packet as it was when it came to a built-in chain.</summary>
/// <param name="Protocol">Number of the protocol, 0–255.</param>
/// <param name="Source">Its source address at that moment.</param>
/// <param name="Destination">Its destination address at that moment.</param>
/// <param name="SourcePort">Its source port; 0 where the protocol has none.</param>
/// <param name="DestinationPort">Its destination port; 0 where the protocol has none.</param>
/// <param name="InInterface">The interface by which it came in; null if it was not said, as for one that a process here sends.</param>
/// <param name="OutInterface">The interface by which it leaves; null where that is not known yet.</param>
/// <param name="TcpFlags">The flags of TCP: 1 FIN, 2 SYN, 4 RST, 8 PSH, 16 ACK; 0 for other protocols.</param>
/// <param name="Length">Length with its headers, in bytes.</param>
public sealed record TracedPacket(
    int Protocol,
    IPAddress Source,
    IPAddress Destination,
    ushort SourcePort,
    ushort DestinationPort,
    string? InInterface,
    string? OutInterface,
    byte TcpFlags,
    int Length)
{
    private const byte Syn = 2;
    private const byte Ack = 16;

    /// <summary>True for the packet that opens a TCP connection.</summary>
    public bool IsOpening => (TcpFlags & (Syn | Ack)) == Syn;

    /// <summary>Source and destination.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{new IPEndPoint(Source, SourcePort)} -> {new IPEndPoint(Destination, DestinationPort)}");
}

using System.Buffers.Binary;
using System.Net;

namespace Learn.Sandbox;

/// <summary>Reads the headers of a traced packet.</summary>
internal static class PacketHeader
{
    private const int SmallestIPv4 = 20;
    private const int SizeOfIPv6 = 40;
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int Sctp = 132;
    private const int TcpFlags = 13;

    /// <summary>The packet; null if its header was not told.</summary>
    public static TracedPacket? Read(ReadOnlySpan<byte> network, ReadOnlySpan<byte> transport, string? input, string? output)
    {
        int version = network.IsEmpty ? 0 : network[0] >> 4;
        return version switch
        {
            4 when network.Length >= SmallestIPv4 => Read(network[9], network.Slice(12, 4), network.Slice(16, 4), BinaryPrimitives.ReadUInt16BigEndian(network[2..]), transport, input, output),
            6 when network.Length >= SizeOfIPv6 => Read(
                network[6], network.Slice(8, 16), network.Slice(24, 16), SizeOfIPv6 + BinaryPrimitives.ReadUInt16BigEndian(network[4..]), transport, input, output),
            _ => null,
        };
    }

    private static TracedPacket Read(
        int protocol, ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, int length, ReadOnlySpan<byte> transport, string? input, string? output)
    {
        bool hasPorts = protocol is Tcp or Udp or Sctp && transport.Length >= 4;
        return new TracedPacket(
            protocol,
            new IPAddress(source),
            new IPAddress(destination),
            hasPorts ? BinaryPrimitives.ReadUInt16BigEndian(transport) : (ushort)0,
            hasPorts ? BinaryPrimitives.ReadUInt16BigEndian(transport[2..]) : (ushort)0,
            input,
            output,
            protocol == Tcp && transport.Length > TcpFlags ? transport[TcpFlags] : (byte)0,
            length);
    }
}

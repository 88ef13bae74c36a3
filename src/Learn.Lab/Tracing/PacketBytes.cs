using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn;

/// <summary>A packet as bytes, for a raw socket: the opening one of TCP or SCTP, or a datagram of UDP.</summary>
internal static class PacketBytes
{
    private const int IPv4Header = 20;
    private const int IPv6Header = 40;
    private const byte HopLimit = 64;

    /// <summary>Sends the packet from a host. That a rule of the host itself dropped it is no failure.</summary>
    /// <exception cref="LabException">The host does not send it.</exception>
    public static async Task SendAsync(Host host, Packet packet, CancellationToken cancellationToken)
    {
        const int raw = 255;
        using var socket = await host.OpenSocketAsync(packet.Source.AddressFamily, SocketType.Raw, (ProtocolType)raw, cancellationToken);
        try
        {
            await socket.SendToAsync(Of(packet), new IPEndPoint(packet.Destination, 0), cancellationToken);
        }
        catch (Exception error) when (error is NotSupportedException or SocketException { SocketErrorCode: not SocketError.AccessDenied })
        {
            throw new LabException($"{host} does not send {packet}: {error.Message}", error);
        }
    }

    /// <summary>Writes the packet with all its headers.</summary>
    /// <exception cref="NotSupportedException">The protocol is another one.</exception>
    public static byte[] Of(Packet packet)
    {
        byte[] payload = Transport(packet);
        byte[] source = packet.Source.GetAddressBytes(), destination = packet.Destination.GetAddressBytes();
        bool isIPv4 = packet.Source.AddressFamily == AddressFamily.InterNetwork;
        var bytes = new byte[(isIPv4 ? IPv4Header : IPv6Header) + payload.Length];
        var header = bytes.AsSpan();
        if (isIPv4)
        {
            header[0] = 0x45;
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)bytes.Length);
            header[8] = HopLimit;
            header[9] = packet.Protocol.Number;
            source.CopyTo(header[12..]);
            destination.CopyTo(header[16..]);
            BinaryPrimitives.WriteUInt16BigEndian(header[10..], Checksum(header[..IPv4Header]));
        }
        else
        {
            header[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)payload.Length);
            header[6] = packet.Protocol.Number;
            header[7] = HopLimit;
            source.CopyTo(header[8..]);
            destination.CopyTo(header[24..]);
        }

        WriteChecksum(packet.Protocol, payload, source, destination);
        payload.CopyTo(header[^payload.Length..]);
        return bytes;
    }

    private static byte[] Transport(Packet packet)
    {
        byte[] bytes;
        if (packet.Protocol == IpProtocol.Tcp)
        {
            const byte words = 5 << 4;
            const byte syn = 2;
            bytes = new byte[20];
            bytes[12] = words;
            bytes[13] = syn;
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(14), ushort.MaxValue);
        }
        else if (packet.Protocol == IpProtocol.Udp)
        {
            bytes = new byte[12];
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), (ushort)bytes.Length);
        }
        else if (packet.Protocol == IpProtocol.Sctp)
        {
            bytes = new byte[32];
            bytes[12] = 1;
            bytes[15] = 20;
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), 1);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(20), ushort.MaxValue);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(24), 1);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(26), 1);
        }
        else
        {
            throw new NotSupportedException($"A packet of {packet.Protocol} cannot be made; TCP, UDP and SCTP can.");
        }

        BinaryPrimitives.WriteUInt16BigEndian(bytes, packet.SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), packet.DestinationPort);
        return bytes;
    }

    private static void WriteChecksum(IpProtocol protocol, byte[] payload, byte[] source, byte[] destination)
    {
        if (protocol == IpProtocol.Sctp)
        {
            // RFC 9260, appendix A: CRC32c, the low byte first.
            uint crc = payload.Aggregate(uint.MaxValue, BitOperations.Crc32C);
            BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(8), ~crc);
            return;
        }

        byte[] covered = [.. source, .. destination, 0, protocol.Number, (byte)(payload.Length >> 8), (byte)payload.Length, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(protocol == IpProtocol.Tcp ? 16 : 6), Checksum(covered));
    }

    // RFC 1071.
    private static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i += 2)
        {
            sum += (uint)(bytes[i] << 8) | (i + 1 < bytes.Length ? bytes[i + 1] : 0u);
        }

        while (sum > ushort.MaxValue)
        {
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}

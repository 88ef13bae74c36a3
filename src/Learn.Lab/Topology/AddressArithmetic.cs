using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Learn;

/// <summary>Counting with addresses of both families.</summary>
internal static class AddressArithmetic
{
    /// <summary>The address that lies <paramref name="offset"/> behind this one.</summary>
    public static IPAddress Plus(this IPAddress address, UInt128 offset)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int written);
        if (written == 4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) + (uint)offset);
            return new IPAddress(bytes[..4]);
        }

        BinaryPrimitives.WriteUInt128BigEndian(bytes, BinaryPrimitives.ReadUInt128BigEndian(bytes) + offset);
        return new IPAddress(bytes);
    }

    /// <summary>How far an address lies behind another one of its family.</summary>
    public static UInt128 Minus(this IPAddress address, IPAddress other) => Number(address) - Number(other);

    /// <summary>The prefix length of a single address: 32 or 128.</summary>
    public static int FullLength(this IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    /// <summary>How many addresses a network has; at most 2 to the power of 64.</summary>
    public static UInt128 Size(this IPNetwork network) => UInt128.One << Math.Min(64, network.BaseAddress.FullLength() - network.PrefixLength);

    private static UInt128 Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int written);
        return written == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}

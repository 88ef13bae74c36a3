using System.Buffers.Binary;
using System.Net;

namespace Learn;

/// <summary>Counting with IPv4 addresses.</summary>
internal static class AddressArithmetic
{
    /// <summary>The address that lies <paramref name="offset"/> behind this one.</summary>
    public static IPAddress Plus(this IPAddress address, int offset)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (!address.TryWriteBytes(bytes, out int written) || written != 4)
        {
            throw new ArgumentException($"{address} is not an IPv4 address.", nameof(address));
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) + (uint)offset);
        return new IPAddress(bytes);
    }
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Learn.Netfilter;

/// <summary>
/// Addresses as 128 bits, read from and written to UTF-8 without making objects. The form is that of iptables (inet_ntop of the C
/// library); it differs from <see cref="IPAddress.ToString"/> in that only mapped and compatible addresses end in dotted numbers.
/// </summary>
internal static class AddressText
{
    /// <summary>Upper bound of what <see cref="Write"/> writes: eight groups of four, or a dotted tail.</summary>
    internal const int MaxLength = 45;

    internal static bool TryRead(ReadOnlySpan<byte> text, out UInt128 bits, out IpFamily family)
    {
        if (text.Contains((byte)':'))
        {
            family = IpFamily.IPv6;
            return TryReadV6(text, out bits);
        }

        family = IpFamily.IPv4;
        bool ok = TryReadV4(text, out uint value);
        bits = value;
        return ok;
    }

    internal static int Write(Span<byte> destination, UInt128 bits, IpFamily family) => family == IpFamily.IPv4
        ? WriteV4(destination, (uint)bits)
        : WriteV6(destination, bits);

    internal static UInt128 BitsOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out int length) && length == 16
            ? BinaryPrimitives.ReadUInt128BigEndian(bytes)
            : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    internal static IPAddress ToAddress(UInt128 bits, IpFamily family)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        return new IPAddress(family == IpFamily.IPv4 ? bytes[12..] : bytes);
    }

    internal static IpFamily FamilyOf(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => IpFamily.IPv4,
        AddressFamily.InterNetworkV6 => IpFamily.IPv6,
        _ => throw new ArgumentException($"Not an IP address: {address}.", nameof(address)),
    };

    private static bool TryReadV4(ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;
        int position = 0;
        for (int part = 0; part < 4; part++)
        {
            if (part > 0 && (position >= text.Length || text[position++] != '.'))
            {
                return false;
            }

            int start = position;
            uint number = 0;
            while (position < text.Length && position - start < 3 && (uint)(text[position] - '0') <= 9)
            {
                number = (number * 10) + (uint)(text[position++] - '0');
            }

            if (position == start || number > 255)
            {
                return false;
            }

            value = (value << 8) | number;
        }

        return position == text.Length;
    }

    private static bool TryReadV6(ReadOnlySpan<byte> text, out UInt128 bits)
    {
        bits = 0;
        Span<ushort> groups = stackalloc ushort[8];
        int count = 0, gap = -1, position = 0;
        if (text.StartsWith("::"u8))
        {
            gap = 0;
            position = 2;
        }

        while (position < text.Length)
        {
            var rest = text[position..];
            int end = rest.IndexOf((byte)':');
            var group = end < 0 ? rest : rest[..end];
            if (end < 0 && group.Contains((byte)'.') && count <= 6)
            {
                if (!TryReadV4(group, out uint tail))
                {
                    return false;
                }

                groups[count++] = (ushort)(tail >> 16);
                groups[count++] = (ushort)tail;
                break;
            }

            if (count == 8 || group.Length > 4 || !Utf8Parser.TryParse(group, out ushort value, out int used, 'x') || used != group.Length)
            {
                return false;
            }

            groups[count++] = value;
            if (end < 0)
            {
                break;
            }

            position += end + 1;
            if (position == text.Length)
            {
                return false;
            }

            if (text[position] == ':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = count;
                position++;
            }
        }

        if (gap < 0 ? count != 8 : count > 7)
        {
            return false;
        }

        for (int index = 0; index < 8; index++)
        {
            int zeros = 8 - count;
            ushort group = gap < 0 || index < gap ? groups[index] : index < gap + zeros ? (ushort)0 : groups[index - zeros];
            bits = (bits << 16) | group;
        }

        return true;
    }

    private static int WriteV4(Span<byte> destination, uint value)
    {
        int written = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            if (shift < 24)
            {
                destination[written++] = (byte)'.';
            }

            uint part = (value >> shift) & 255;
            if (part >= 100)
            {
                destination[written++] = (byte)('0' + (part / 100));
            }

            if (part >= 10)
            {
                destination[written++] = (byte)('0' + (part / 10 % 10));
            }

            destination[written++] = (byte)('0' + (part % 10));
        }

        return written;
    }

    private static int WriteV6(Span<byte> destination, UInt128 bits)
    {
        var (gapStart, gapLength) = LongestRunOfZeros(bits);
        bool dotted = gapStart == 0 && (gapLength == 6 || (gapLength == 5 && Group(bits, 5) == 0xffff));
        int written = 0;
        for (int index = 0; index < 8; index++)
        {
            if (index == gapStart)
            {
                destination[written++] = (byte)':';
                index += gapLength - 1;
                if (index == 7)
                {
                    destination[written++] = (byte)':';
                }

                continue;
            }

            if (index > 0)
            {
                destination[written++] = (byte)':';
            }

            if (dotted && index == 6)
            {
                return written + WriteV4(destination[written..], (uint)bits);
            }

            Utf8Formatter.TryFormat(Group(bits, index), destination[written..], out int length, 'x');
            written += length;
        }

        return written;
    }

    // Only a run of at least two groups is left out; of runs of the same length the first.
    private static (int Start, int Length) LongestRunOfZeros(UInt128 bits)
    {
        int bestStart = -1, bestLength = 1, run = 0;
        for (int index = 0; index < 8; index++)
        {
            run = Group(bits, index) == 0 ? run + 1 : 0;
            if (run > bestLength)
            {
                bestLength = run;
                bestStart = index - run + 1;
            }
        }

        return (bestStart, bestLength);
    }

    private static ushort Group(UInt128 bits, int index) => (ushort)(bits >> ((7 - index) * 16));
}

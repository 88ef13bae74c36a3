using System.Buffers.Text;

namespace Learn.Netfilter;

/// <summary>The text of a <see cref="NatRange"/>, read from and written to UTF-8 without making objects.</summary>
internal static class NatRangeText
{
    /// <summary>Upper bound of what <see cref="Write"/> writes: two addresses, brackets, a hyphen and two ports.</summary>
    internal const int MaxLength = (2 * AddressText.MaxLength) + 16;

    internal static bool TryRead(ReadOnlySpan<byte> text, out NatRangeParts parts)
    {
        parts = default;
        int colon = text.IndexOf((byte)']') is >= 0 and var bracket
            ? bracket + 1
            : text.Count((byte)':') == 1 ? text.IndexOf((byte)':') : text.Length;
        PortRange? ports = null;
        if (colon < text.Length && (text[colon] != ':' || !TryReadPorts(text[(colon + 1)..], out ports)))
        {
            return false;
        }

        var addresses = text[..colon];
        if (addresses.Length > 1 && addresses[0] == '[')
        {
            addresses = addresses[1..^1];
        }

        if (addresses.IsEmpty)
        {
            parts = new(false, default, default, default, ports);
            return ports is not null;
        }

        int hyphen = addresses.IndexOf((byte)'-');
        if (!AddressText.TryRead(hyphen < 0 ? addresses : addresses[..hyphen], out var first, out var family))
        {
            return false;
        }

        var last = first;
        if (hyphen >= 0 && (!AddressText.TryRead(addresses[(hyphen + 1)..], out last, out var lastFamily) || lastFamily != family))
        {
            return false;
        }

        parts = new(true, first, last, family, ports);
        return true;
    }

    internal static int Write(Span<byte> destination, in NatRangeParts parts)
    {
        int written = 0;
        bool bracket = parts is { HasAddress: true, Family: IpFamily.IPv6, Ports: not null };
        if (bracket)
        {
            destination[written++] = (byte)'[';
        }

        if (parts.HasAddress)
        {
            written += AddressText.Write(destination[written..], parts.First, parts.Family);
            if (parts.Last != parts.First)
            {
                destination[written++] = (byte)'-';
                written += AddressText.Write(destination[written..], parts.Last, parts.Family);
            }
        }

        if (bracket)
        {
            destination[written++] = (byte)']';
        }

        if (parts.Ports is { } ports)
        {
            destination[written++] = (byte)':';
            ports.First.TryFormat(destination[written..], out int length);
            written += length;
            if (ports.Last != ports.First)
            {
                destination[written++] = (byte)'-';
                ports.Last.TryFormat(destination[written..], out length);
                written += length;
            }
        }

        return written;
    }

    private static bool TryReadPorts(ReadOnlySpan<byte> text, out PortRange? ports)
    {
        ports = null;
        if (!Utf8Parser.TryParse(text, out ushort first, out int used))
        {
            return false;
        }

        ushort last = first;
        if (used < text.Length)
        {
            var rest = text[used..];
            if (rest[0] != '-'
                || !Utf8Parser.TryParse(rest[1..], out last, out int usedByLast)
                || usedByLast + 1 != rest.Length
                || last < first)
            {
                return false;
            }
        }

        ports = new PortRange(first, last);
        return true;
    }
}

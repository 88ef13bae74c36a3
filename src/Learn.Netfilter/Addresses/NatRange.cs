using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// What an address is translated to: an address or a range of addresses, a port or a range of ports, or both. Holds the text and
/// reads it when asked; two ranges are equal if they mean the same.
/// </summary>
public readonly struct NatRange : IEquatable<NatRange>
{
    private readonly string? _text;

    /// <summary>Makes a range from its text.</summary>
    /// <param name="text">
    /// For example <c>10.0.0.1:80</c>, <c>[fd00::1]:80</c>, <c>10.0.0.1-10.0.0.9</c> or <c>:8000-8080</c>. Any text is taken; see
    /// <see cref="IsValid"/>.
    /// </param>
    public NatRange(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Makes the range of one address and port.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 0 to 65535.</param>
    public NatRange(IPAddress address, int port)
        : this(new IPEndPoint(address, port).ToString())
    {
    }

    /// <summary>The text as it is written in a restore payload.</summary>
    public string Text => _text ?? "";

    /// <summary>True if the text means something to iptables.</summary>
    public bool IsValid => TryRead(out _);

    /// <summary>The first address; null if the text has none or is not valid.</summary>
    public IPAddress? FirstAddress => TryRead(out var parts) && parts.HasAddress ? AddressText.ToAddress(parts.First, parts.Family) : null;

    /// <summary>The last address; null if the text has none or is not valid.</summary>
    public IPAddress? LastAddress => TryRead(out var parts) && parts.HasAddress ? AddressText.ToAddress(parts.Last, parts.Family) : null;

    /// <summary>The ports; null if the text has none or is not valid.</summary>
    public PortRange? Ports => TryRead(out var parts) ? parts.Ports : null;

    /// <summary>Tells whether two ranges mean the same.</summary>
    public static bool operator ==(NatRange left, NatRange right) => left.Equals(right);

    /// <summary>Tells whether two ranges mean something different.</summary>
    public static bool operator !=(NatRange left, NatRange right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(NatRange other) =>
        string.Equals(Text, other.Text, StringComparison.Ordinal)
        || (TryRead(out var mine) && other.TryRead(out var theirs) && mine == theirs);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is NatRange other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => TryRead(out var parts) ? parts.GetHashCode() : Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The range as <c>iptables-save</c> prints it: addresses in normal form.</summary>
    public override string ToString()
    {
        if (!TryRead(out var parts))
        {
            return Text;
        }

        var text = new StringBuilder();
        if (parts.HasAddress)
        {
            bool bracket = parts.Family == IpFamily.IPv6 && parts.Ports is not null;
            text.Append(bracket ? "[" : "").Append(Printed(parts.First, parts.Family));
            if (parts.Last != parts.First)
            {
                text.Append('-').Append(Printed(parts.Last, parts.Family));
            }

            text.Append(bracket ? "]" : "");
        }

        if (parts.Ports is { } ports)
        {
            text.Append(':').Append(CultureInfo.InvariantCulture, $"{ports.First}");
            if (ports.Last != ports.First)
            {
                text.Append('-').Append(CultureInfo.InvariantCulture, $"{ports.Last}");
            }
        }

        return text.ToString();
    }

    private static string Printed(UInt128 bits, IpFamily family)
    {
        Span<byte> utf8 = stackalloc byte[AddressText.MaxLength];
        return Encoding.ASCII.GetString(utf8[..AddressText.Write(utf8, bits, family)]);
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
            if (rest[0] != '-' || !Utf8Parser.TryParse(rest[1..], out last, out int usedByLast) || usedByLast + 1 != rest.Length || last < first)
            {
                return false;
            }
        }

        ports = new PortRange(first, last);
        return true;
    }

    private bool TryRead(out Parts parts)
    {
        parts = default;
        Span<byte> utf8 = stackalloc byte[128];
        if (!Encoding.UTF8.TryGetBytes(Text, utf8, out int length) || length == 0)
        {
            return false;
        }

        utf8 = utf8[..length];
        ReadOnlySpan<byte> addresses = utf8;
        PortRange? ports = null;
        int colon = utf8.IndexOf((byte)']') is >= 0 and var bracket
            ? bracket + 1
            : utf8.Count((byte)':') == 1 ? utf8.IndexOf((byte)':') : length;
        if (colon < length && (utf8[colon] != ':' || !TryReadPorts(utf8[(colon + 1)..], out ports)))
        {
            return false;
        }

        addresses = utf8[..colon];
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

    private readonly record struct Parts(bool HasAddress, UInt128 First, UInt128 Last, IpFamily Family, PortRange? Ports);
}

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

        Span<byte> utf8 = stackalloc byte[NatRangeText.MaxLength];
        return Encoding.ASCII.GetString(utf8[..NatRangeText.Write(utf8, parts)]);
    }

    internal bool TryRead(out NatRangeParts parts)
    {
        parts = default;
        Span<byte> utf8 = stackalloc byte[NatRangeText.MaxLength + 16];
        return Encoding.UTF8.TryGetBytes(Text, utf8, out int length) && NatRangeText.TryRead(utf8[..length], out parts);
    }
}

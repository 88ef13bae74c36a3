using System.Net;
using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// A network, or a single host, that an address is matched against. Two patterns are equal if they stand for the same addresses; how
/// they were written does not count.
/// </summary>
public readonly struct AddressPattern : IEquatable<AddressPattern>
{
    private readonly ulong _high;
    private readonly ulong _low;
    private readonly byte _prefixLength;
    private readonly Kind _kind;

    /// <summary>Makes the pattern of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="literal">See <see cref="Literal"/>.</param>
    public AddressPattern(IPNetwork network, string? literal = null)
        : this(AddressText.BitsOf(network.BaseAddress), network.PrefixLength, AddressText.FamilyOf(network.BaseAddress), literal)
    {
    }

    /// <summary>Makes the pattern of a single host.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="literal">See <see cref="Literal"/>.</param>
    public AddressPattern(IPAddress address, string? literal = null)
        : this(AddressText.BitsOf(address), 128, AddressText.FamilyOf(address), literal)
    {
    }

    private AddressPattern(UInt128 bits, int prefixLength, IpFamily family, string? literal)
    {
        int length = family == IpFamily.IPv4 ? 32 : 128;
        _prefixLength = (byte)Math.Min(prefixLength, length);
        bits &= MaskOf(_prefixLength, length);
        _high = (ulong)(bits >> 64);
        _low = (ulong)bits;
        _kind = family == IpFamily.IPv4 ? Kind.IPv4 : Kind.IPv6;
        Literal = literal;
    }

    private AddressPattern(string literal)
    {
        Literal = literal;
        _kind = Kind.Invalid;
    }

    private enum Kind : byte
    {
        Invalid,
        IPv4,
        IPv6,
    }

    /// <summary>
    /// How a restore payload writes the pattern, for example <c>FD00::1</c> with its capitals, or <c>10.0.0.1/32</c>; null for the
    /// normal form, in which a single host has no prefix length.
    /// </summary>
    public string? Literal { get; }

    /// <summary>False if the literal is no address at all. Nothing matches such a pattern, and iptables refuses it.</summary>
    public bool IsValid => _kind != Kind.Invalid;

    /// <summary>The family of the addresses.</summary>
    public IpFamily Family => _kind == Kind.IPv6 ? IpFamily.IPv6 : IpFamily.IPv4;

    /// <summary>Number of leading bits that have to be equal, 0 to 32 or 0 to 128.</summary>
    public int PrefixLength => _prefixLength;

    /// <summary>True if exactly one address matches.</summary>
    public bool IsHost => IsValid && _prefixLength == BitLength;

    /// <summary>True if every address of the family matches.</summary>
    public bool MatchesEverything => IsValid && _prefixLength == 0;

    /// <summary>The address, or the first one of the network.</summary>
    /// <exception cref="InvalidOperationException">The pattern is not valid.</exception>
    public IPAddress Address => IsValid
        ? AddressText.ToAddress(Bits, Family)
        : throw new InvalidOperationException($"\"{Literal}\" is not an address.");

    /// <summary>The network.</summary>
    /// <exception cref="InvalidOperationException">The pattern is not valid.</exception>
    public IPNetwork Network => new(Address, _prefixLength);

    internal UInt128 Bits => new(_high, _low);

    private int BitLength => _kind == Kind.IPv4 ? 32 : 128;

    /// <summary>Tells whether two patterns stand for the same addresses.</summary>
    public static bool operator ==(AddressPattern left, AddressPattern right) => left.Equals(right);

    /// <summary>Tells whether two patterns stand for different addresses.</summary>
    public static bool operator !=(AddressPattern left, AddressPattern right) => !left.Equals(right);

    /// <summary>
    /// Reads an address or a network as kube-proxy was given it. The text is kept as <see cref="Literal"/> if it is not in normal
    /// form. Never fails: what is no address becomes a pattern that is not valid.
    /// </summary>
    /// <param name="text">For example <c>10.0.0.1</c>, <c>10.0.0.0/8</c> or <c>FD00::1</c>.</param>
    public static AddressPattern FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> utf8 = stackalloc byte[64];
        if (!Encoding.UTF8.TryGetBytes(text, utf8, out int length) || !TryRead(utf8[..length], out var pattern))
        {
            return new(text);
        }

        Span<byte> normal = stackalloc byte[64];
        int written = pattern.WriteNormal(normal);
        return normal[..written].SequenceEqual(utf8[..length])
            ? pattern
            : new(pattern.Bits, pattern.PrefixLength, pattern.Family, text);
    }

    /// <summary>True if the address belongs to the pattern.</summary>
    public bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IsValid
            && AddressText.FamilyOf(address) == Family
            && (AddressText.BitsOf(address) & MaskOf(_prefixLength, BitLength)) == Bits;
    }

    /// <inheritdoc />
    public bool Equals(AddressPattern other) =>
        _kind == other._kind
        && _high == other._high
        && _low == other._low
        && _prefixLength == other._prefixLength
        && (IsValid || string.Equals(Literal, other.Literal, StringComparison.Ordinal));

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is AddressPattern other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_kind, _high, _low, _prefixLength);

    /// <summary>The pattern as <c>iptables-save</c> prints it, always with a prefix length.</summary>
    public override string ToString()
    {
        if (!IsValid)
        {
            return Literal ?? "";
        }

        Span<byte> utf8 = stackalloc byte[64];
        return Encoding.ASCII.GetString(utf8[..WriteSave(utf8)]);
    }

    internal static bool TryRead(ReadOnlySpan<byte> utf8, out AddressPattern pattern)
    {
        int slash = utf8.IndexOf((byte)'/');
        var address = slash < 0 ? utf8 : utf8[..slash];
        pattern = default;

        // The only abbreviation of an address that is common.
        if (utf8.SequenceEqual("0/0"u8))
        {
            pattern = new(0, 0, IpFamily.IPv4, null);
            return true;
        }

        if (!AddressText.TryRead(address, out var bits, out var family))
        {
            return false;
        }

        int prefixLength = 128;
        if (slash >= 0 && !TryReadPrefixLength(utf8[(slash + 1)..], family == IpFamily.IPv4 ? 32 : 128, out prefixLength))
        {
            return false;
        }

        pattern = new(bits, prefixLength, family, null);
        return true;
    }

    internal int WriteSave(Span<byte> destination)
    {
        int written = AddressText.Write(destination, Bits, Family);
        destination[written++] = (byte)'/';
        _prefixLength.TryFormat(destination[written..], out int length);
        return written + length;
    }

    internal int WriteNormal(Span<byte> destination) => IsHost
        ? AddressText.Write(destination, Bits, Family)
        : WriteSave(destination);

    internal AddressPattern WithLiteral(string literal) => new(Bits, _prefixLength, Family, literal);

    private static bool TryReadPrefixLength(ReadOnlySpan<byte> text, int limit, out int value)
    {
        value = 0;
        foreach (byte digit in text)
        {
            if ((uint)(digit - '0') > 9 || value > limit)
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return text.Length > 0 && value <= limit;
    }

    private static UInt128 MaskOf(int prefixLength, int length) => prefixLength == 0
        ? UInt128.Zero
        : (UInt128.MaxValue << (length - prefixLength)) & (UInt128.MaxValue >> (128 - length));
}

using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Learn.Cluster;

/// <summary>Addresses as the API writes them.</summary>
internal static class Addresses
{
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF.:");

    /// <summary>The address, or null. As in the API server, IPv4 parts may have leading zeros and are decimal nevertheless.</summary>
    public static IPAddress? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.AsSpan().IndexOfAnyExcept(AddressCharacters) >= 0)
        {
            return null;
        }

        if (text.Contains(':', StringComparison.Ordinal))
        {
            return IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? address : null;
        }

        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        foreach (var part in text.Split('.'))
        {
            var digits = part.TrimStart('0');
            if (part.Length == 0 || count == 4 || !byte.TryParse(digits.Length == 0 ? "0" : digits, out bytes[count++]))
            {
                return null;
            }
        }

        return count == 4 ? new IPAddress(bytes) : null;
    }

    /// <summary><c>IPv4</c>, <c>IPv6</c>, or null for something that is no address.</summary>
    public static string? FamilyOf(string? text) => Parse(text) is { } address ? FamilyOf(address) : null;

    public static string FamilyOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    /// <summary>The range of a CIDR, or null. Host bits may be set; they are cut off.</summary>
    public static IPNetwork? ParseRange(string? text)
    {
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0 || Parse(text![..slash]) is not { } address)
        {
            return null;
        }

        var length = text[(slash + 1)..];
        var bytes = address.GetAddressBytes();
        if (length.Length is 0 or > 3 || length.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0
            || (length.Length > 1 && length[0] == '0') || int.Parse(length, null) > bytes.Length * 8)
        {
            return null;
        }

        return new IPNetwork(Mask(bytes, int.Parse(length, null)), int.Parse(length, null));
    }

    private static IPAddress Mask(byte[] bytes, int length)
    {
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}

using System.Globalization;
using System.Net;
using System.Numerics;

namespace Learn.Cluster;

/// <summary>Picks addresses in a range of Service addresses. Addresses that nobody asked for by number come from the upper part first, so
/// that the lower part stays free for explicit ones. (Source: KEP-3070.)</summary>
internal static class ServiceAddressRange
{
    /// <summary>The API server looks at so many addresses of an IPv6 range at most.</summary>
    private const long MaximumIPv6Addresses = 65_536;

    /// <summary>Why an address cannot be given to a Service, or null.</summary>
    public static string? Problem(IPNetwork range, IPAddress address)
    {
        if (!range.Contains(address))
        {
            return $"the provided IP ({address}) is not in the valid range. The range of valid IPs is {range}";
        }

        var offset = ToNumber(address) - ToNumber(range.BaseAddress);
        return offset < 1 || offset > Count(range)
            ? $"the provided IP ({address}) is not in the valid range. The range of valid IPs is {range}"
            : null;
    }

    /// <summary>A free address, or null when there is none.</summary>
    public static IPAddress? Next(IPNetwork range, Func<IPAddress, bool> isTaken, Func<long, long> random)
    {
        var count = (long)Count(range);
        var reserved = ReservedCount(range);
        return Scan(range, reserved, count - reserved, isTaken, random) ?? Scan(range, 0, reserved, isTaken, random);
    }

    /// <summary>How many addresses at the beginning of the range are kept for explicit requests.</summary>
    public static long ReservedCount(IPNetwork range)
    {
        var size = BigInteger.One << ((range.BaseAddress.GetAddressBytes().Length * 8) - range.PrefixLength);
        return size < 16 ? 0 : (long)BigInteger.Clamp(size / 16, 16, 256);
    }

    private static IPAddress? Scan(IPNetwork range, long first, long count, Func<IPAddress, bool> isTaken, Func<long, long> random)
    {
        if (count <= 0)
        {
            return null;
        }

        var start = random(count);
        for (long i = 0; i < count; i++)
        {
            var address = At(range, 1 + first + ((start + i) % count));
            if (!isTaken(address))
            {
                return address;
            }
        }

        return null;
    }

    /// <summary>How many addresses can be given: all but the first, and in IPv4 the last (broadcast).</summary>
    private static BigInteger Count(IPNetwork range)
    {
        var bytes = range.BaseAddress.GetAddressBytes().Length;
        var size = BigInteger.One << ((bytes * 8) - range.PrefixLength);
        return bytes == 4 ? BigInteger.Max(0, size - 2) : BigInteger.Min(size, MaximumIPv6Addresses) - 1;
    }

    private static BigInteger ToNumber(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);

    private static IPAddress At(IPNetwork range, long offset)
    {
        var length = range.BaseAddress.GetAddressBytes().Length;
        var number = ToNumber(range.BaseAddress) + offset;
        var bytes = new byte[length];
        if (!number.TryWriteBytes(bytes.AsSpan(length - number.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true))
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{range} has no address {offset}."));
        }

        return new IPAddress(bytes);
    }
}

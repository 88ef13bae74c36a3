using System.Globalization;
using System.Net;

namespace Learn;

/// <summary>Ethernet addresses made from IP addresses.</summary>
internal static class HardwareAddress
{
    /// <summary>
    /// <c>0a:58</c> and the last four parts of the address, as CNI plugins do it: who gets an address again gets the same entry in everybody's
    /// ARP table.
    /// </summary>
    public static string Of(IPAddress address)
        => "0a:58:" + string.Join(':', address.GetAddressBytes()[^4..].Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
}

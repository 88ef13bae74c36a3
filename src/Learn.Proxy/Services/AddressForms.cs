using System.Net;
using System.Net.Sockets;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// Addresses and networks the way kube-proxy reads them: leading zeros do not make a number octal, host bits of a network are
/// cleared, blanks around a network do not matter, and an IPv4 address in IPv6 clothes is an IPv4 address.
/// </summary>
internal static class AddressForms
{
    internal static IpFamily FamilyOf(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? IpFamily.IPv6 : IpFamily.IPv4;

    internal static IPAddress Loopback(IpFamily family) => family == IpFamily.IPv4 ? IPAddress.Loopback : IPAddress.IPv6Loopback;

    internal static bool TryParseAddress(string? text, out IPAddress address)
    {
        address = IPAddress.None;
        if (string.IsNullOrEmpty(text) || text.Contains('/'))
        {
            return false;
        }

        var pattern = AddressPattern.FromText(text);
        if (!pattern.IsValid)
        {
            return false;
        }

        address = pattern.Address;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return true;
    }

    /// <summary>Reads an address of one family; one of the other family, or no address at all, is false.</summary>
    internal static bool TryParseAddress(string? text, IpFamily family, out IPAddress address) =>
        TryParseAddress(text, out address) && FamilyOf(address) == family;

    internal static bool TryParseNetwork(string text, out IPNetwork network)
    {
        network = default;
        text = text.Trim();
        if (!text.Contains('/'))
        {
            return false;
        }

        var pattern = AddressPattern.FromText(text);
        if (pattern.IsValid)
        {
            network = pattern.Network;
        }

        return pattern.IsValid;
    }
}

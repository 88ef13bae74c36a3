using System.Collections.Immutable;
using System.Net;

namespace Learn.Tests.Parity;

/// <summary>The machine that packets are sent through.</summary>
/// <param name="Interfaces">Its interfaces besides loopback, each with its addresses and their prefix lengths; the first leads to the world.</param>
/// <param name="PodInterface">The interface, one of these, behind which its own pods are.</param>
/// <param name="PodCidrs">The addresses of its own pods.</param>
internal sealed record ParityMachine(ImmutableArray<(string Name, ImmutableArray<string> Addresses)> Interfaces, string PodInterface, ImmutableArray<IPNetwork> PodCidrs)
{
    /// <summary>All addresses that it takes as its own.</summary>
    public ImmutableHashSet<IPAddress> LocalAddresses =>
        [IPAddress.Loopback, IPAddress.IPv6Loopback, .. Interfaces.SelectMany(one => one.Addresses).Select(address => IPAddress.Parse(address.Split('/')[0]))];

    /// <summary>The interface by which a packet comes in that has this source.</summary>
    public string InterfaceOf(IPAddress source) => PodCidrs.Any(cidr => cidr.Contains(source)) ? PodInterface : Interfaces[0].Name;
}

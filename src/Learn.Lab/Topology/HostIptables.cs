using System.Net.Sockets;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn;

/// <summary>The packet filter of a host, by the family as rules call it.</summary>
internal static class HostIptables
{
    /// <summary>iptables or ip6tables.</summary>
    /// <exception cref="SandboxException">It does not work on this machine; the message says why.</exception>
    public static IptablesCommand Iptables(this Host host, IpFamily family)
        => host.Iptables(family == IpFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6);
}

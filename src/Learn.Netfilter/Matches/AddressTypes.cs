namespace Learn.Netfilter;

/// <summary>What the routing tables of the host say about an address. Source: the man page iptables-extensions(8), addrtype.</summary>
[Flags]
public enum AddressTypes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Unspecified, such as 0.0.0.0.</summary>
    Unspecified = 1,

    /// <summary>Some other host's.</summary>
    Unicast = 2,

    /// <summary>An address of this host.</summary>
    Local = 4,

    /// <summary>A broadcast address.</summary>
    Broadcast = 8,

    /// <summary>An anycast address.</summary>
    Anycast = 16,

    /// <summary>A multicast address.</summary>
    Multicast = 32,

    /// <summary>A route that drops.</summary>
    Blackhole = 64,

    /// <summary>A route that answers "unreachable".</summary>
    Unreachable = 128,

    /// <summary>A route that answers "prohibited".</summary>
    Prohibit = 256,
}

namespace Learn.Netfilter;

/// <summary>Whether an <see cref="AddressTypeMatch"/> looks at the addresses of one interface only.</summary>
public enum AddressTypeInterface
{
    /// <summary>At all interfaces.</summary>
    Any,

    /// <summary>At the interface that the packet came in by: <c>--limit-iface-in</c>.</summary>
    In,

    /// <summary>At the interface that the packet leaves by: <c>--limit-iface-out</c>.</summary>
    Out,
}

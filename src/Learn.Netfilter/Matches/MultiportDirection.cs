namespace Learn.Netfilter;

/// <summary>Which ports of a packet a <see cref="MultiportMatch"/> looks at.</summary>
public enum MultiportDirection
{
    /// <summary>The source port: <c>--sports</c>.</summary>
    Source,

    /// <summary>The destination port: <c>--dports</c>.</summary>
    Destination,

    /// <summary>Either of the two: <c>--ports</c>.</summary>
    Either,
}

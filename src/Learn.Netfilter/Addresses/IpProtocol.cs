using System.Globalization;

namespace Learn.Netfilter;

/// <summary>A transport protocol by its number in the IP header.</summary>
/// <param name="Number">The number, 0 to 255; 0 stands for every protocol.</param>
public readonly record struct IpProtocol(byte Number)
{
    private static readonly (byte Number, string Name)[] Named =
    [
        (6, "tcp"), (17, "udp"), (132, "sctp"), (1, "icmp"), (58, "ipv6-icmp"), (136, "udplite"), (50, "esp"), (51, "ah"),
        (33, "dccp"), (135, "ipv6-mh"), (0, "all"), (47, "gre"), (2, "igmp"), (4, "ipencap"), (41, "ipv6"),
    ];

    /// <summary>TCP.</summary>
    public static IpProtocol Tcp => new(6);

    /// <summary>UDP.</summary>
    public static IpProtocol Udp => new(17);

    /// <summary>SCTP.</summary>
    public static IpProtocol Sctp => new(132);

    /// <summary>ICMP for IPv4.</summary>
    public static IpProtocol Icmp => new(1);

    /// <summary>ICMP for IPv6.</summary>
    public static IpProtocol IcmpV6 => new(58);

    /// <summary>The name that iptables prints, or the number where it has none.</summary>
    public string Name
    {
        get
        {
            foreach (var (number, name) in Named)
            {
                if (number == Number)
                {
                    return name;
                }
            }

            return Number.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Reads a name, in any case, or a number.</summary>
    /// <param name="text">For example <c>tcp</c>, <c>SCTP</c> or <c>6</c>.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>False if the text is neither a known name nor a number up to 255.</returns>
    public static bool TryParse(string text, out IpProtocol protocol)
    {
        foreach (var (number, name) in Named)
        {
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
            {
                protocol = new(number);
                return true;
            }
        }

        // The older name of the kernel's headers.
        if (string.Equals(text, "icmpv6", StringComparison.OrdinalIgnoreCase))
        {
            protocol = IcmpV6;
            return true;
        }

        bool isNumber = byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out byte value);
        protocol = new(value);
        return isNumber;
    }

    /// <inheritdoc />
    public override string ToString() => Name;
}

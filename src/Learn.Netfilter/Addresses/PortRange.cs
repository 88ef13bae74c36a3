using System.Globalization;

namespace Learn.Netfilter;

/// <summary>One port or a range of ports, both ends included.</summary>
public readonly record struct PortRange
{
    /// <summary>Makes a range.</summary>
    /// <param name="first">The lowest port.</param>
    /// <param name="last">The highest port.</param>
    public PortRange(ushort first, ushort last)
    {
        First = first;
        Last = last;
    }

    /// <summary>Makes a range of one port.</summary>
    /// <param name="port">The port.</param>
    public PortRange(ushort port)
        : this(port, port)
    {
    }

    /// <summary>The lowest port, 0 to 65535.</summary>
    public ushort First { get; }

    /// <summary>The highest port, 0 to 65535.</summary>
    public ushort Last { get; }

    /// <summary>True if the match is for every port that is not in the range.</summary>
    public bool Inverted { get; init; }

    /// <summary>True if a packet with this port passes the match; the inversion is taken into account.</summary>
    public bool Matches(ushort port) => (port >= First && port <= Last) != Inverted;

    /// <summary>The ports as iptables writes them: <c>80</c> or <c>8000:8080</c>, without the sign for inversion.</summary>
    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}:{Last}");
}

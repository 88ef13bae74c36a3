using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>One of several ports: <c>-m multiport</c>.</summary>
/// <param name="Direction">Which ports are looked at.</param>
/// <param name="Ports">Up to 15 ports, where a range counts twice.</param>
/// <param name="Inverted">True if the port must not be one of them.</param>
public sealed record MultiportMatch(MultiportDirection Direction, ImmutableArray<PortRange> Ports, bool Inverted = false) : Match
{
    internal override MatchKind Kind => MatchKind.Multiport;

    /// <inheritdoc />
    public bool Equals(MultiportMatch? other) => other is not null
        && Direction == other.Direction
        && Inverted == other.Inverted
        && Ports.AsSpan().SequenceEqual(other.Ports.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Direction, Inverted, Ports.Length, Ports.IsEmpty ? default : Ports[0]);
}

namespace Learn.Netfilter;

/// <summary>The mark of the packet: <c>-m mark --mark value/mask</c>.</summary>
/// <param name="Value">The bits that have to be set.</param>
/// <param name="Mask">The bits that are looked at.</param>
/// <param name="Inverted">True if the bits must differ.</param>
public sealed record MarkMatch(uint Value, uint Mask = uint.MaxValue, bool Inverted = false) : Match
{
    internal override MatchKind Kind => MatchKind.Mark;

    /// <summary>True if a packet with this mark passes; the inversion is taken into account.</summary>
    public bool Matches(uint mark) => ((mark & Mask) == Value) != Inverted;
}

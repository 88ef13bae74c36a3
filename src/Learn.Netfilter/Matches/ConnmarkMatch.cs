namespace Learn.Netfilter;

/// <summary>The mark of the connection: <c>-m connmark --mark value/mask</c>.</summary>
/// <param name="Value">The bits that have to be set.</param>
/// <param name="Mask">The bits that are looked at.</param>
/// <param name="Inverted">True if the bits must differ.</param>
public sealed record ConnmarkMatch(uint Value, uint Mask = uint.MaxValue, bool Inverted = false) : Match
{
    internal override MatchKind Kind => MatchKind.Connmark;

    /// <summary>True if a packet of a connection with this mark passes; the inversion is taken into account.</summary>
    public bool Matches(uint mark) => ((mark & Mask) == Value) != Inverted;
}

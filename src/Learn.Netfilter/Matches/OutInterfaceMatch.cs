namespace Learn.Netfilter;

/// <summary>The interface that a packet will leave by: <c>-o</c>.</summary>
/// <param name="Pattern">A name, or the beginning of names followed by <c>+</c>.</param>
/// <param name="Inverted">True if all other interfaces match: <c>! -o</c>.</param>
public sealed record OutInterfaceMatch(string Pattern, bool Inverted = false) : Match
{
    internal override MatchKind Kind => MatchKind.OutInterface;

    /// <summary>True if a packet that leaves by this interface passes; the inversion is taken into account.</summary>
    /// <param name="name">The interface; empty for a packet that does not leave by any.</param>
    public bool Matches(string name) => InterfacePattern.Matches(Pattern, name) != Inverted;
}

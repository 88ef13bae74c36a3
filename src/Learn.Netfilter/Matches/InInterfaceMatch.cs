namespace Learn.Netfilter;

/// <summary>The interface that a packet came in by: <c>-i</c>.</summary>
/// <param name="Pattern">A name, or the beginning of names followed by <c>+</c>.</param>
/// <param name="Inverted">True if all other interfaces match: <c>! -i</c>.</param>
public sealed record InInterfaceMatch(string Pattern, bool Inverted = false) : Match
{
    internal override MatchKind Kind => MatchKind.InInterface;

    /// <summary>True if a packet that came in by this interface passes; the inversion is taken into account.</summary>
    /// <param name="name">The interface; empty for a packet that did not come in by any.</param>
    public bool Matches(string name) => InterfacePattern.Matches(Pattern, name) != Inverted;
}

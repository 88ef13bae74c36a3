namespace Learn.Netfilter;

/// <summary>A match that this model does not know, kept as it was written.</summary>
/// <param name="Text">The text, for example <c>-m physdev --physdev-is-bridged</c>.</param>
public sealed record UnknownMatch(string Text) : Match
{
    internal override MatchKind Kind => MatchKind.Unknown;
}

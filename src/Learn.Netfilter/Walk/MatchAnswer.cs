namespace Learn.Netfilter;

/// <summary>Whether a packet matches.</summary>
/// <param name="Share">The share of such packets that match, 0 to 1.</param>
/// <param name="IsKnown">False if it cannot be decided.</param>
internal readonly record struct MatchAnswer(double Share, bool IsKnown)
{
    internal static MatchAnswer Yes => new(1, true);

    internal static MatchAnswer No => new(0, true);

    internal static MatchAnswer Unknown => new(1, false);

    internal bool IsNo => IsKnown && Share == 0;

    internal static MatchAnswer Of(bool matches) => matches ? Yes : No;

    internal static MatchAnswer Of(bool? matches) => matches is { } known ? Of(known) : Unknown;

    /// <summary>Both must match; one that surely does not decides.</summary>
    internal MatchAnswer And(MatchAnswer other) =>
        IsNo || other.IsNo ? No : new(Share * other.Share, IsKnown && other.IsKnown);
}

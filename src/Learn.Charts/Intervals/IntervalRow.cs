namespace Learn;

/// <summary>One share with what it leaves possible.</summary>
/// <param name="Label">What it is the share of; unique in its figure.</param>
/// <param name="Share">The share, 0–1.</param>
/// <param name="Possible">The shares that the count leaves possible.</param>
/// <param name="CountText">Its count, for people.</param>
internal sealed record IntervalRow(string Label, double Share, ShareInterval Possible, string CountText)
{
    /// <summary>The possible shares, all ends considered; null for none to draw.</summary>
    public ShareInterval? Together { get; init; }

    /// <summary>The expected share, 0–1; null for none.</summary>
    public double? Expected { get; init; }

    /// <summary>True if something is to be said of it: it is marked with a star.</summary>
    public bool IsMarked { get; init; }

    /// <summary>True for what was before: drawn hollow and in the other colour.</summary>
    public bool IsBefore { get; init; }

    public string ShareText => FormattableString.Invariant($"{Share * 100:0.0} %");

    public string PossibleText => Text(Possible);

    public static string Text(ShareInterval interval) => FormattableString.Invariant($"{interval.Low * 100:0.0} – {interval.High * 100:0.0} %");
}

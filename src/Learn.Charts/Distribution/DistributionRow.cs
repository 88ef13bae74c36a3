using System.Globalization;

namespace Learn;

/// <summary>One bar of a distribution.</summary>
internal sealed record DistributionRow(string Label, int Count, double Share, double? Expected, CountInterval? Range)
{
    /// <summary>−1 below the range, 1 above it, 0 within or without a range.</summary>
    public int Side => Range switch
    {
        { } range when Count < range.Low => -1,
        { } range when Count > range.High => 1,
        _ => 0,
    };

    /// <summary>An arrow that says on which side of its range the count lies; empty within.</summary>
    public string Arrow => Side switch { < 0 => "▼", > 0 => "▲", _ => "" };

    public string CountText => Count.ToString("N0", CultureInfo.InvariantCulture);

    public string ShareText => (Share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public string ExpectedText => Expected?.ToString("N1", CultureInfo.InvariantCulture) ?? "";

    public string RangeText => Range is { } range ? string.Create(CultureInfo.InvariantCulture, $"{range.Low:N0} – {range.High:N0}") : "";

    public static DistributionRow Of(OutcomeSummary summary)
        => new(summary.Outcome.ToString(), summary.Count, summary.Share, summary.ExpectedCount, summary.ExpectedCounts);
}

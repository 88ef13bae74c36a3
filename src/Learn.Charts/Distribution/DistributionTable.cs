namespace Learn;

/// <summary>The numbers of a distribution, for readers who cannot see the figure or want to copy them.</summary>
internal static class DistributionTable
{
    public static FigureTable Of(DistributionModel model) => model.HasExpectation
        ? new(
            ["Answered by", "Requests", "Share", "Expected", "95 % range", ""],
            [.. model.Rows.Select(r => new[] { r.Label, r.CountText, r.ShareText, r.ExpectedText, r.RangeText, Remark(r) })])
        : new(
            ["Answered by", "Requests", "Share"],
            [.. model.Rows.Select(r => new[] { r.Label, r.CountText, r.ShareText })]);

    private static string Remark(DistributionRow row) => row.Side switch { < 0 => "below its range", > 0 => "above its range", _ => "" };
}

using System.Collections.Immutable;

namespace Learn;

/// <summary>What every drawing of shares with their intervals shows.</summary>
internal sealed record IntervalModel(string Title, string Subtitle, string Caption, string MarkNote, ImmutableArray<IntervalRow> Rows, FigureTable Numbers)
{
    /// <summary>What the hollow marks are; null where all are of one kind.</summary>
    public string? Before { get; init; }

    /// <summary>What the filled marks are.</summary>
    public string After { get; init; } = "observed, with the shares that the count leaves possible";

    public bool HasExpectation => Rows.Any(row => row.Expected is not null);

    public bool HasTogether => Rows.Any(row => row.Together is not null);

    /// <summary>Where the axis ends, in percent.</summary>
    public double AxisEnd
    {
        get
        {
            double largest = Rows.IsEmpty ? 1 : Rows.Max(row => Math.Max(Math.Max(row.Share, row.Expected ?? 0), (row.Together ?? row.Possible).High)) * 100;
            return Math.Min(100, Math.Ceiling(Math.Max(1, largest * 1.03) / AxisStepFor(largest)) * AxisStepFor(largest));
        }
    }

    /// <summary>Distance of the axis' marks, in percent.</summary>
    public double AxisStep => AxisStepFor(AxisEnd);

    public static IntervalModel Of(DistributionAnalysis analysis, string? title)
    {
        bool hasExpectation = analysis.Ends.Any(end => end.Expected is not null);
        string percent = FormattableString.Invariant($"{analysis.Options.Confidence * 100:0.#} %");
        return new IntervalModel(
            title ?? "The shares that the counts leave possible",
            analysis.Title,
            analysis.Sentences.FirstOrDefault("") + $" Thick lines: the shares that each count leaves possible by itself with {percent} confidence; thin lines: all at once (Clopper–Pearson, exact; Bonferroni).",
            "the expected share is not among those that are possible",
            [.. analysis.Ends.Select(end => new IntervalRow(end.End.ToString(), end.Share, end.Possible, FormattableString.Invariant($"{end.Count:N0}")) { Together = end.PossibleTogether, Expected = end.Expected, IsMarked = end.IsUnexpected })],
            new FigureTable(
                hasExpectation ? ["Answered by", "Requests", "Share", "Expected", $"{percent} each", $"{percent} together"] : ["Answered by", "Requests", "Share", $"{percent} each", $"{percent} together"],
                [.. analysis.Ends.Select(end => (string[])[
                    end.End.ToString(), FormattableString.Invariant($"{end.Count:N0}"), FormattableString.Invariant($"{end.Share * 100:0.0} %"),
                    .. hasExpectation ? [end.Expected is { } expected ? FormattableString.Invariant($"{expected * 100:0.0} %") : ""] : (string[])[],
                    IntervalRow.Text(end.Possible), IntervalRow.Text(end.PossibleTogether)])]));
    }

    public static IntervalModel Of(DistributionComparison comparison, string? title)
    {
        var (before, after) = (comparison.NameBefore, comparison.NameAfter);
        return new IntervalModel(
            title ?? $"{char.ToUpperInvariant(before[0])}{before[1..]} and {after}",
            FormattableString.Invariant($"{comparison.Ends.Sum(end => end.Before):N0} requests {before}, {comparison.Ends.Sum(end => end.After):N0} {after}"),
            string.Join(' ', comparison.Sentences) + " Lines show the shares that each count leaves possible with 95 % confidence (Clopper–Pearson, exact).",
            "changed more than chance explains",
            [.. comparison.Ends.SelectMany(end => (IntervalRow[])[
                new(Label(end.End, before), end.ShareBefore, end.PossibleBefore, FormattableString.Invariant($"{end.Before:N0}")) { IsBefore = true },
                new(Label(end.End, after), end.ShareAfter, end.PossibleAfter, FormattableString.Invariant($"{end.After:N0}")) { IsMarked = end.IsChanged }])],
            new FigureTable(
                ["Answered by", before, "Share", after, "Share", ""],
                [.. comparison.Ends.Select(end => (string[])[
                    end.End.ToString(), FormattableString.Invariant($"{end.Before:N0}"), FormattableString.Invariant($"{end.ShareBefore * 100:0.0} %"), FormattableString.Invariant($"{end.After:N0}"),
                    FormattableString.Invariant($"{end.ShareAfter * 100:0.0} %"), end.IsChanged ? "changed" : ""])]))
        {
            Before = before,
            After = after,
        };
    }

    public static IntervalModel Of(SourceComparison comparison, string? title) => new(
        title ?? "Who answered, source by source",
        FormattableString.Invariant($"{comparison.Rows.Sum(row => row.Count):N0} requests from {comparison.Rows.Length} source{(comparison.Rows.Length == 1 ? "" : "s")}"),
        string.Join(' ', comparison.Sentences) + " Lines show the shares that each count leaves possible with 95 % confidence (Clopper–Pearson, exact).",
        "",
        [.. Enumerable.Range(0, comparison.Ends.Length).SelectMany(end => comparison.Rows.Where(row => row.Count > 0).Select(row => new IntervalRow(
            Label(comparison.Ends[end], row.Source), (double)row.Counts[end] / row.Count, BinomialIntervals.ClopperPearson(row.Counts[end], row.Count), FormattableString.Invariant($"{row.Counts[end]:N0}"))))],
        new FigureTable(
            ["Answered by", .. comparison.Rows.Select(row => row.Source)],
            [.. Enumerable.Range(0, comparison.Ends.Length).Select(end => (string[])[
                comparison.Ends[end].ToString(), .. comparison.Rows.Select(row => FormattableString.Invariant($"{row.Counts[end]:N0} ({(row.Count == 0 ? 0 : row.Counts[end] * 100.0 / row.Count):0.0} %)"))])]));

    private static string Label(TrafficOutcome end, string which) => $"{end} · {which}";

    private static double AxisStepFor(double end) => end switch { <= 5 => 1, <= 12 => 2, <= 30 => 5, <= 60 => 10, _ => 20 };
}

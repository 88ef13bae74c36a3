using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>What a lab gives: traffic, connections, counters, captures, the lab itself.</summary>
internal static class LabForms
{
    /// <summary>The value in its forms, or null where it has none of its own.</summary>
    public static MimeBundle? TryFormat(object value) => value switch
    {
        CurlResult { Samples.Length: 1 } result => TrafficForms.OfSingle(result),
        CurlResult result => TrafficForms.Of(result),
        UdpResult result => TrafficForms.Of(result),
        TraceResult trace => TraceForms.Of(trace),
        CurlSample sample => TrafficForms.OfSample(sample),
        DistributionAnalysis analysis => AnalysisForms.Of(analysis),
        DistributionComparison comparison => AnalysisForms.Of(comparison),
        SourceComparison comparison => AnalysisForms.Of(comparison),
        TimeStrip strip => AnalysisForms.Of(strip),
        OrderAnalysis order => AnalysisForms.OfSentence(order.InWords),
        DeviationPlan plan => AnalysisForms.OfSentence(plan.InWords),
        RestoreView view => RestoreForms.Of(view),
        RuleCounterChanges changes => CounterForms.Of(changes),
        RuleCounters counters => CounterForms.Of(counters),
        Capture capture => Sentence($"A capture of packets runs in {capture.Host}, {capture.Size:N0} bytes so far, into {capture.File}. Stop it with: await capture.StopAsync()"),
        CaptureSummary capture => Sentence($"{capture.Packets:N0} packets in {capture.File}{(capture.Dropped > 0 ? FormattableString.Invariant($"; {capture.Dropped:N0} were lost") : "")}."),
        ShareCheck check => Toned(check.ToString(), check.Fits ? "good" : "bad"),
        NodeWalk or LabWalk => WalkForms.TryFormat(value),
        TextTable table => OfTextTable(table),
        Learn.Lab lab => LabOverview.Of(lab),
        GroupTable groups => LabRows.Groups(groups).ToBundle() is { } bundle ? bundle.With(Forms.Plain, groups.ToString().TrimEnd()) : null,
        _ when LabRows.TryMake([value]) is { } table => table.ToBundle().With(Forms.Plain, DisplayLimits.Cut(value.ToString() ?? "", DisplayLimits.Text)),
        _ => null,
    };

    private static MimeBundle OfTextTable(TextTable table) =>
        new ShownTable([.. table.Headings.Select(heading => heading.ToUpperInvariant())], [.. table.Rows.Select(IReadOnlyList<TableCell> (row) => [.. row.Select(cell => new TableCell(cell))])])
            .ToBundle().With(Forms.Plain, table.ToString());

    private static MimeBundle Sentence(FormattableString text) => Toned(FormattableString.Invariant(text), null);

    private static MimeBundle Toned(string text, string? tone) =>
        MimeBundle.Text(text).With(Forms.Html, new HtmlOutput().Open("div", tone).Raw(HtmlOutput.Escape(text).ReplaceLineEndings("<br>")).Close("div").ToString());
}

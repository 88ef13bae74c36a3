using System.Globalization;

namespace Learn.Notebook;

/// <summary>Syncs as rows.</summary>
internal static class SyncRows
{
    /// <summary>Syncs by themselves.</summary>
    public static ShownTable? OfRecords(IReadOnlyList<object?> items) => Rows.TryMake(items, Columns);

    /// <summary>Syncs with what they changed.</summary>
    public static ShownTable? OfEvents(IReadOnlyList<object?> items) => Rows.TryMake<SyncEvent>(
        items,
        [
            .. Columns.SkipLast(1).Select(column => (column.Heading, (Func<SyncEvent, TableCell>)(one => column.Cell(one.Record)))),
            ("Why, and what changed", WhyAndWhat),
        ]);

    private static TableCell WhyAndWhat(SyncEvent one)
    {
        var changes = one.ChangeSentences.Take(DisplayLimits.NestedItems).Select(each => DisplayLimits.Cut(each, DisplayLimits.CellText)).ToList();
        var why = DisplayLimits.Cut(one.Why, DisplayLimits.CellText);
        var html = new HtmlOutput().Text(why);
        foreach (var change in changes)
        {
            html.Raw("<br>").Element("span", change, one.Record.Failure is null ? "accent" : "bad");
        }

        return new TableCell(string.Join("\n", [why, .. changes])) { Html = html.Inner };
    }

    private static (string Heading, Func<SyncRecord, TableCell> Cell)[] Columns =>
    [
        ("#", one => Rows.Number(one.Number)),
        ("Ended", one => one.EndedAt.LocalDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)),
        ("Node", one => one.Node),
        ("Kind", one => $"{(one.Plan.IsFull ? "full" : "partial")}, {one.Plan.Family}"),
        ("Rules", one => Rows.Number(one.Plan.RuleCount)),
        ("Bytes", one => Rows.Number(one.Plan.PayloadLength)),
        ("Generation", one => Rows.Time(one.Timings.Generation)),
        ("Restore", one => Rows.Time(one.Timings.Restore)),
        ("Why", one => one.Failure is { } failure
            ? new TableCell(DisplayLimits.Cut($"{one.Reason.Why}. It failed: {failure}", DisplayLimits.CellText)) { Tone = "bad" }
            : new TableCell(DisplayLimits.Cut(one.Reason.Why, DisplayLimits.CellText))),
    ];
}

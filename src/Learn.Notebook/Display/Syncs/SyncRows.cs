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
            .. Columns.Select(column => (column.Heading, (Func<SyncEvent, TableCell>)(one => column.Cell(one.Record)))),
            ("What changed", one => new TableCell(DisplayLimits.Cut(string.Join('\n', one.ChangeSentences.Take(DisplayLimits.NestedItems)), DisplayLimits.CellText))),
        ]);

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

using System.Globalization;
using Learn.Sandbox;

namespace Learn.Notebook;

/// <summary>Samples, connections, queries, syncs and the like as rows.</summary>
internal static class LabRows
{
    /// <summary>The table, or null where the items have no columns of their own.</summary>
    public static ShownTable? TryMake(IReadOnlyList<object?> items) => items[0] switch
    {
        CurlSample => Rows.TryMake<CurlSample>(
            items,
            ("#", one => Rows.Number(one.Index)), ("Status", Status), ("Pod", one => one.Pod ?? ""), ("Node", one => one.Node ?? ""), ("Zone", one => one.Zone ?? ""),
            ("Time", one => Rows.Time(one.ExitCode == 0 ? one.Timings.Total : null)), ("From", one => Rows.Text(one.Local)), ("To", one => Rows.Text(one.Remote)),
            ("Seen by the pod", one => Rows.Text(one.SourceSeenByPod)), ("Failure", one => Rows.Text(one.ErrorMessage, "bad"))),
        UdpSample => Rows.TryMake<UdpSample>(
            items,
            ("#", one => Rows.Number(one.Index)), ("Pod", one => one.Pod ?? ""), ("Node", one => one.Node ?? ""), ("Zone", one => one.Zone ?? ""), ("Answer", one => Rows.Text(one.Answer)),
            ("Time", one => Rows.Time(one.Latency)), ("From", one => Rows.Text(one.Local)), ("To", one => Rows.Text(one.Remote)),
            ("Failure", one => Rows.Text(one.ErrorMessage, "bad"))),
        HeldSample => Rows.TryMake<HeldSample>(
            items,
            ("#", one => Rows.Number(one.Index)), ("Status", one => Rows.NumberOrNothing(one.Status)), ("Pod", one => one.Pod ?? ""), ("Node", one => one.Node ?? ""),
            ("Time", one => Rows.Time(one.Latency)), ("Failure", one => Rows.Text(one.Failure, "bad"))),
        NodeConnection => Rows.TryMake<NodeConnection>(
            items, [("Node", (Func<NodeConnection, TableCell>)(one => one.Node)), .. SandboxRows.Connection.Select(Of)]),
        DnsQuery => Rows.TryMake<DnsQuery>(
            items,
            ("Time", one => one.Time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)), ("Client", one => Rows.Text(one.Client.Address)), ("Over", one => one.IsTcp ? "TCP" : "UDP"),
            ("Type", one => one.Type), ("Name", one => one.Name.Length == 0 ? "." : one.Name), ("Answer", one => Rows.Text(one.Code, one.Code == "NOERROR" ? "good" : "bad")),
            ("Records", one => Rows.Number(one.AnswerCount))),
        SyncRecord => SyncRows.OfRecords(items),
        SyncEvent => SyncRows.OfEvents(items),
        CountedRule => Rows.TryMake<CountedRule>(
            items,
            ("Packets", one => Rows.Number((long)one.Counters.Packets)), ("Bytes", one => Rows.Number((long)one.Counters.Bytes)), ("Table", one => one.Table), ("Chain", one => one.Chain),
            ("#", one => Rows.Number(one.Number)), ("Leads to", one => one.Leads), ("Comment", one => Rows.Text(one.Rule.Comment, "muted"))),
        RuleCounterChange => Rows.TryMake<RuleCounterChange>(
            items,
            ("Packets", one => Rows.Number((long)one.Since.Packets)), ("Bytes", one => Rows.Number((long)one.Since.Bytes)), ("Table", one => one.Rule.Table),
            ("Chain", one => one.Rule.Chain), ("#", one => Rows.Number(one.Rule.Number)), ("Leads to", one => one.Rule.Leads),
            ("Comment", one => Rows.Text(one.Rule.Rule.Comment, "muted")), ("", one => one.IsNew ? new TableCell("new") { Tone = "warn" } : "")),
        OutcomeSummary when items.All(item => item is OutcomeSummary) => Outcomes(items.Cast<OutcomeSummary>()),
        NodeOptions => Rows.TryMake<NodeOptions>(items, ("Name", one => one.Name), ("Zone", one => one.Zone ?? "")),
        GroupSummary => Rows.TryMake<GroupSummary>(items, GroupColumns("Name")),
        _ => null,
    };

    /// <summary>Where requests ended, beside what was expected.</summary>
    public static ShownTable Outcomes(IEnumerable<OutcomeSummary> outcomes) => Rows.Make(
        outcomes,
        ("Answered by", one => one.Outcome.ToString()),
        ("Requests", one => Rows.Number(one.Count)),
        ("Share", one => Share(one.Share)),
        ("Expected", one => one.ExpectedCount is { } expected ? new TableCell(FormattableString.Invariant($"{expected:N1}")) { IsNumber = true } : ""),
        ("95 % range", one => one.ExpectedCounts is { } range
            ? new TableCell(FormattableString.Invariant($"{range.Low:N0} – {range.High:N0}")) { Tone = range.Contains(one.Count) ? "good" : "bad" } : ""));

    /// <summary>Groups of samples with their times.</summary>
    public static ShownTable Groups(GroupTable groups) => Rows.Make(groups.Rows.IsDefault ? [] : groups.Rows, GroupColumns(groups.Title));

    private static (string Heading, Func<GroupSummary, TableCell> Cell)[] GroupColumns(string title) =>
    [
        (title, one => one.Name), ("Requests", one => Rows.Number(one.Count)), ("Share", one => Share(one.Share)), ("p50", one => Rows.Time(one.Latency?.Median)),
        ("p90", one => Rows.Time(one.Latency?.Percentile90)), ("p99", one => Rows.Time(one.Latency?.Percentile99)), ("max", one => Rows.Time(one.Latency?.Maximum)),
    ];

    private static (string Heading, Func<NodeConnection, TableCell> Cell) Of((string Heading, Func<ConntrackEntry, TableCell> Cell) column) =>
        (column.Heading, one => column.Cell(one.Entry));

    private static TableCell Status(CurlSample one) => one.Status is { } status
        ? new TableCell(status.ToString(CultureInfo.InvariantCulture)) { Tone = status is >= 200 and < 400 ? "good" : "warn" }
        : Rows.Text(one.Failure, "bad");

    private static TableCell Share(double share) => new((share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %") { IsNumber = true };
}

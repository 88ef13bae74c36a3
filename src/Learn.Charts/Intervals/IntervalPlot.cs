using Microsoft.FSharp.Collections;
using Plotly.NET;

namespace Learn;

/// <summary>
/// Shares with their intervals as a Plotly.NET chart. The template gives the colours by the order of the traces: the first is that of what was expected or before, the
/// second that of what was observed, the third a thin line.
/// </summary>
internal static class IntervalPlot
{
    private const int RowHeight = 32;

    public static GenericChart Draw(IntervalModel model)
    {
        Trace[] traces = [model.Before is null ? Expected(model) : Shares(model, model.Before, before: true), Shares(model, model.After, before: false), Together(model)];
        return GenericChart.setConfig(PlotlyParts.StillConfig(), GenericChart.setLayout(Arrange(model), GenericChart.ofTraceObjects(false, ListModule.OfSeq(traces))));
    }

    private static Trace Expected(IntervalModel model)
    {
        var rows = model.Rows.Where(row => row.Expected is not null).ToArray();
        return PlotlyParts.Set(
            new Trace("scatter"),
            ("name", "expected"),
            ("mode", "markers"),
            ("x", rows.Select(row => row.Expected!.Value * 100).ToArray()),
            ("y", Places(rows)),
            ("visible", rows.Length > 0),
            ("marker", PlotlyParts.Object(("symbol", "line-ns"), ("size", 12))),
            ("hovertemplate", "<b>%{y}</b><br>expected %{x:.1f} %<extra></extra>"));
    }

    private static Trace Shares(IntervalModel model, string name, bool before)
    {
        var rows = model.Rows.Where(row => row.IsBefore == before).ToArray();
        return PlotlyParts.Set(
            new Trace("scatter"),
            ("name", PlotlyParts.Escape(name)),
            ("mode", "markers"),
            ("x", rows.Select(row => row.Share * 100).ToArray()),
            ("y", Places(rows)),
            ("marker", PlotlyParts.Object(("symbol", before ? "circle-open" : "circle"), ("size", 12))),
            ("error_x", Interval(rows, row => row.Possible, 3, 0)),
            ("customdata", rows.Select(row => PlotlyParts.Escape($"{row.CountText} requests; {row.PossibleText} are possible")).ToArray()),
            ("hovertemplate", "<b>%{y}</b><br>%{x:.1f} %, %{customdata}<extra></extra>"));
    }

    private static Trace Together(IntervalModel model)
    {
        var rows = model.Rows.Where(row => row.Together is not null).ToArray();
        return PlotlyParts.Set(
            new Trace("scatter"),
            ("name", "all ends at once"),
            ("mode", "markers"),
            ("x", rows.Select(row => row.Share * 100).ToArray()),
            ("y", Places(rows)),
            ("visible", rows.Length > 0),
            ("marker", PlotlyParts.Object(("symbol", "circle"), ("size", 1))),
            ("error_x", Interval(rows, row => row.Together!.Value, 1, 4)),
            ("hoverinfo", "skip"));
    }

    private static DynamicObj.DynamicObj Interval(IntervalRow[] rows, Func<IntervalRow, ShareInterval> of, int thickness, int cap) => PlotlyParts.Object(
        ("type", "data"), ("symmetric", false), ("thickness", thickness), ("width", cap),
        ("array", rows.Select(row => (of(row).High - row.Share) * 100).ToArray()),
        ("arrayminus", rows.Select(row => (row.Share - of(row).Low) * 100).ToArray()));

    private static Layout Arrange(IntervalModel model) => PlotlyParts.Set(
        new Layout(),
        ("template", PlotlyTemplate.Of(ChartTheme.Light, transparent: false)),
        ("height", 170 + (RowHeight * Math.Max(1, model.Rows.Length))),
        ("margin", PlotlyParts.Object(("l", 0), ("r", 170), ("t", 74), ("b", 92))),
        ("title", PlotlyParts.Title(model.Title, model.Subtitle)),
        ("xaxis", PlotlyParts.Object(("range", new[] { 0, model.AxisEnd }), ("dtick", model.AxisStep), ("fixedrange", true), ("ticksuffix", " %"), ("tickangle", 0))),
        ("yaxis", PlotlyParts.Object(
            ("type", "category"), ("categoryorder", "array"), ("categoryarray", Places(model.Rows)), ("range", new[] { model.Rows.Length - 0.5, -0.5 }),
            ("fixedrange", true), ("ticks", ""), ("ticksuffix", "  "))),
        ("legend", PlotlyParts.Object(("orientation", "h"), ("x", 0), ("xanchor", "left"), ("xref", "container"), ("y", 0), ("yref", "container"), ("yanchor", "bottom"))),
        ("showlegend", true),
        ("annotations", model.Rows.SelectMany(Numbers).ToArray()));

    private static IEnumerable<DynamicObj.DynamicObj> Numbers(IntervalRow row)
    {
        yield return PlotlyParts.Beside(row.Label, $"<b>{row.CountText}</b>", 64, "right");
        yield return PlotlyParts.Beside(row.Label, row.ShareText, 132, "right");
        if (row.IsMarked)
        {
            yield return PlotlyParts.Beside(row.Label, "*", 138, "left");
        }
    }

    private static string[] Places(IEnumerable<IntervalRow> rows) => [.. rows.Select(row => PlotlyParts.Escape(row.Label))];
}

using Microsoft.FSharp.Collections;
using Plotly.NET;
using static Learn.PlotlyParts;

namespace Learn;

/// <summary>A distribution as a Plotly.NET chart. Its names and values are those of the plotly.js reference.</summary>
internal static class DistributionPlot
{
    public static GenericChart Draw(DistributionModel model)
    {
        var traces = new List<Trace> { Observed(model) };
        if (model.HasExpectation)
        {
            traces.Add(Expected(model));
        }

        var chart = GenericChart.ofTraceObjects(false, ListModule.OfSeq(traces));
        return GenericChart.setConfig(StillConfig(), GenericChart.setLayout(Arrange(model), chart));
    }

    private static Trace Observed(DistributionModel model) => Set(
        new Trace("bar"),
        ("name", "observed"),
        ("orientation", "h"),
        ("x", model.Rows.Select(r => r.Count).ToArray()),
        ("y", Places(model.Rows)),
        ("width", 0.6),
        ("customdata", model.Rows.Select(r => Escape($"{r.ShareText} of all requests{Verdict(r)}")).ToArray()),
        ("hovertemplate", "<b>%{y}</b><br>%{x:,} requests, %{customdata}<extra></extra>"),

        // Hatching, not colour alone, says that a bar is out of its range.
        ("marker", Object(("pattern", Object(("shape", model.Rows.Select(r => r.Side == 0 ? "" : "/").ToArray()))))));

    private static Trace Expected(DistributionModel model)
    {
        var rows = model.Rows.Where(r => r is { Expected: not null, Range: not null }).ToArray();
        return Set(
            new Trace("scatter"),
            ("name", "expected, with the range of 95 of 100 runs"),
            ("mode", "markers"),
            ("x", rows.Select(r => r.Expected!.Value).ToArray()),
            ("y", Places(rows)),
            ("marker", Object(("symbol", "line-ns"), ("size", RowHeight(model) * 0.46))),
            ("error_x", Object(
                ("type", "data"),
                ("width", RowHeight(model) / 8.0),
                ("symmetric", false),
                ("array", rows.Select(r => Math.Max(0, r.Range!.Value.High - r.Expected!.Value)).ToArray()),
                ("arrayminus", rows.Select(r => Math.Max(0, r.Expected!.Value - r.Range!.Value.Low)).ToArray()))),
            ("customdata", rows.Select(r => r.RangeText).ToArray()),
            ("hovertemplate", "<b>%{y}</b><br>expected %{x:,.1f}; 95 of 100 runs give %{customdata}<extra></extra>"));
    }

    private static Layout Arrange(DistributionModel model)
    {
        return Set(
            new Layout(),
            ("template", PlotlyTemplate.Of(ChartTheme.Light, transparent: false)),
            ("height", 166 + (RowHeight(model) * Math.Max(1, model.Rows.Length))),
            ("margin", Object(("l", 0), ("r", 170), ("t", 74), ("b", 92))),
            ("title", Title(model.Title, model.Subtitle)),
            ("barmode", "overlay"),
            ("xaxis", Object(
                ("title", Object(("text", "requests"), ("standoff", 8), ("font", Object(("size", 13))))),
                ("range", new[] { 0, model.AxisEnd }),
                ("fixedrange", true),
                ("tickformat", ",d"),
                ("tickangle", 0),

                // Small counts would get marks at halves; otherwise the browser knows best how many marks there is room for.
                model.Largest < 6 ? ("dtick", 1) : ("nticks", 7))),
            ("yaxis", Object(("type", "category"), ("range", new[] { model.Rows.Length - 0.5, -0.5 }), ("fixedrange", true), ("ticks", ""), ("ticksuffix", "  "), ("showgrid", false))),
            ("legend", Object(("orientation", "h"), ("x", 0), ("xanchor", "left"), ("xref", "container"), ("y", 0), ("yref", "container"), ("yanchor", "bottom"))),
            ("showlegend", model.HasExpectation),
            ("annotations", model.Rows.SelectMany(Numbers).ToArray()));
    }

    // The numbers stand beside the plot, in columns, where no bar, mark or bracket can cross them.
    private static IEnumerable<DynamicObj.DynamicObj> Numbers(DistributionRow row)
    {
        yield return Beside(row.Label, $"<b>{row.CountText}</b>", 64, "right");
        yield return Beside(row.Label, row.ShareText, 132, "right");
        if (row.Side != 0)
        {
            yield return Beside(row.Label, row.Arrow, 142, "left");
        }
    }

    // In pixels: many rows move closer together.
    private static int RowHeight(DistributionModel model) => Math.Clamp(900 / Math.Max(1, model.Rows.Length), 22, 48);

    private static string[] Places(IEnumerable<DistributionRow> rows) => rows.Select(r => Escape(r.Label)).ToArray();

    private static string Verdict(DistributionRow row) => row.Side switch { < 0 => ": below its range", > 0 => ": above its range", _ => "" };
}

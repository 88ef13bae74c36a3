using Microsoft.FSharp.Collections;
using Plotly.NET;

namespace Learn;

/// <summary>Answers over time as a Plotly.NET heat map: pieces of time from left to right, ends from top to bottom.</summary>
internal static class HeatPlot
{
    private const int RowHeight = 34;

    public static GenericChart Draw(HeatModel model)
    {
        var trace = PlotlyParts.Set(
            new Trace("heatmap"),
            ("z", Enumerable.Range(0, model.Ends.Length).Select(end => model.Shares.Select(piece => piece[end] * 100).ToArray()).ToArray()),
            ("customdata", Enumerable.Range(0, model.Ends.Length).Select(end => model.Counts.Select(piece => piece[end]).ToArray()).ToArray()),
            ("x", Enumerable.Range(0, model.Shares.Length).Select(piece => (piece + 0.5) * model.Width.TotalSeconds).ToArray()),
            ("y", model.Ends.Select(PlotlyParts.Escape).ToArray()),
            ("zmin", 0),
            ("zmax", model.Largest * 100),
            ("xgap", 1),
            ("ygap", 3),
            ("colorbar", PlotlyParts.Object(("ticksuffix", " %"), ("thickness", 12), ("outlinewidth", 0))),
            ("hovertemplate", "<b>%{y}</b><br>%{z:.1f} % (%{customdata}) at %{x:.2f} s<extra></extra>"));
        var layout = PlotlyParts.Set(
            new Layout(),
            ("template", PlotlyTemplate.Of(ChartTheme.Light, transparent: false)),
            ("height", 150 + (RowHeight * Math.Max(1, model.Ends.Length))),
            ("margin", PlotlyParts.Object(("l", 0), ("r", 20), ("t", 74), ("b", 56))),
            ("title", PlotlyParts.Title(model.Title, model.Subtitle)),
            ("xaxis", PlotlyParts.Object(("ticksuffix", " s"), ("fixedrange", true), ("nticks", 8), ("showgrid", false), ("zeroline", false))),
            ("yaxis", PlotlyParts.Object(("type", "category"), ("autorange", "reversed"), ("fixedrange", true), ("ticks", ""), ("ticksuffix", "  "), ("showgrid", false))));
        return GenericChart.setConfig(PlotlyParts.StillConfig(), GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, ListModule.OfSeq<Trace>([trace]))));
    }
}

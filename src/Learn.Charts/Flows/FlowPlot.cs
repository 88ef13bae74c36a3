using System.Globalization;
using Microsoft.FSharp.Collections;
using Plotly.NET;
using static Learn.PlotlyParts;

namespace Learn;

/// <summary>The flow as a Sankey diagram of Plotly.NET. Its names and values are those of the plotly.js reference.</summary>
internal static class FlowPlot
{
    public static GenericChart Draw(FlowModel model)
    {
        var places = model.Nodes.Select((node, index) => (node.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        var trace = Set(
            new Trace("sankey"),
            ("orientation", "h"),
            ("arrangement", "snap"),
            ("valueformat", ",d"),
            ("valuesuffix", " packets"),
            ("node", Object(
                ("label", model.Nodes.Select(node => Escape($"{node.Label}  {Amount(model, node)}")).ToArray()),
                ("customdata", model.Nodes.Select(node => Escape(node.Chain ?? node.Label)).ToArray()),
                ("pad", 22),
                ("thickness", 16),
                ("hovertemplate", "<b>%{customdata}</b><br>%{value:,} packets<extra></extra>"))),
            ("link", Object(
                ("source", model.Links.Select(link => places[link.From]).ToArray()),
                ("target", model.Links.Select(link => places[link.To]).ToArray()),
                ("value", model.Links.Select(link => link.Packets).ToArray()),
                ("hovertemplate", "%{source.customdata} → %{target.customdata}<br><b>%{value:,}</b> packets<extra></extra>"))));
        var chart = GenericChart.ofTraceObjects(false, ListModule.OfSeq([trace]));
        return GenericChart.setConfig(
            StillConfig(),
            GenericChart.setLayout(Arrange(model), chart));
    }

    private static Layout Arrange(FlowModel model) => Set(
        new Layout(),
        ("template", PlotlyTemplate.Of(ChartTheme.Light, transparent: false)),
        ("height", FlowSvg.HeightOf(model)),
        ("margin", Object(("l", 8), ("r", 8), ("t", 56), ("b", 16))),
        ("font", Object(("size", 12))),
        ("title", Object(
            ("text", $"<b>{Escape(model.Title)}</b>"),
            ("x", 0), ("xref", "container"), ("xanchor", "left"), ("y", 1), ("yanchor", "top"), ("pad", Object(("t", 14), ("l", 0))))));

    private static string Amount(FlowModel model, FlowNode node) => Math.Max(model.In(node.Id), model.Out(node.Id)).ToString("N0", CultureInfo.InvariantCulture);
}

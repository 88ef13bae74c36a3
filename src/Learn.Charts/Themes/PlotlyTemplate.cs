using Newtonsoft.Json.Linq;

namespace Learn;

/// <summary>
/// A theme as a plotly.js template. Figures name no colour of their own: traces and axes take them from here, so that a page can
/// change from light to dark by changing the template.
/// </summary>
internal static class PlotlyTemplate
{
    private const string Font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";

    /// <param name="theme">The colours.</param>
    /// <param name="transparent">True: the page's own background shows through. False: the figure brings one.</param>
    public static JObject Of(ChartTheme theme, bool transparent)
    {
        var background = transparent ? "rgba(0,0,0,0)" : theme.Background;
        JObject Axis() => new()
        {
            ["gridcolor"] = theme.Line,
            ["linecolor"] = theme.Line,
            ["zerolinecolor"] = theme.Muted,
            ["automargin"] = true,
        };

        return new JObject
        {
            ["layout"] = new JObject
            {
                ["font"] = new JObject { ["family"] = Font, ["size"] = 14, ["color"] = theme.Text },
                ["title"] = new JObject { ["font"] = new JObject { ["size"] = 18 } },
                ["paper_bgcolor"] = background,
                ["plot_bgcolor"] = background,
                ["colorway"] = new JArray(theme.ObservedEdge, theme.Expected, theme.Added, theme.Removed, theme.Muted),
                ["xaxis"] = Axis(),
                ["yaxis"] = Axis(),
                ["hoverlabel"] = new JObject
                {
                    ["bgcolor"] = theme.Surface,
                    ["bordercolor"] = theme.Muted,
                    ["font"] = new JObject { ["color"] = theme.Text, ["family"] = Font, ["size"] = 13 },
                },
                ["modebar"] = new JObject { ["color"] = theme.Muted, ["activecolor"] = theme.Text, ["bgcolor"] = "rgba(0,0,0,0)" },
            },
            ["data"] = new JObject
            {
                ["bar"] = new JArray(new JObject
                {
                    ["marker"] = new JObject
                    {
                        ["color"] = theme.Observed,
                        ["line"] = new JObject { ["color"] = theme.ObservedEdge, ["width"] = 1.5 },
                        ["pattern"] = new JObject { ["fgcolor"] = theme.ObservedEdge, ["fillmode"] = "overlay", ["size"] = 8, ["solidity"] = 0.25 },
                    },
                }),
                // Traces take these in turn: what was expected, what was observed, thin lines of what was observed.
                ["scatter"] = new JArray(Marks(theme.Expected, 3, 2), Marks(theme.ObservedEdge, 1, 3), Marks(theme.ObservedEdge, 1, 1)),
                ["sankey"] = new JArray(new JObject
                {
                    ["textfont"] = new JObject { ["color"] = theme.Text, ["family"] = Font },
                    ["node"] = new JObject { ["color"] = theme.ObservedEdge, ["line"] = new JObject { ["width"] = 0 } },
                    ["link"] = new JObject { ["color"] = theme.Observed + "80" },
                }),
                ["heatmap"] = new JArray(new JObject
                {
                    ["colorscale"] = new JArray(new JArray(0, theme.Background), new JArray(1, theme.ObservedEdge)),
                    ["colorbar"] = new JObject { ["tickfont"] = new JObject { ["color"] = theme.Muted } },
                }),
            },
        };
    }

    private static JObject Marks(string colour, int line, int thickness) => new()
    {
        ["marker"] = new JObject { ["color"] = colour, ["line"] = new JObject { ["color"] = colour, ["width"] = line } },
        ["error_x"] = new JObject { ["color"] = colour, ["thickness"] = thickness },
    };
}

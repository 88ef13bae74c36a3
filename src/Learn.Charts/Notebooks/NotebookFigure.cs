using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Learn;

/// <summary>
/// Figures in a notebook's outputs. plotly.js is there once, in <see cref="Library"/>, an output of its own; each figure's output has its data and a
/// still picture, which is seen where no script runs (a code host, a notebook that is not trusted) or where the library is missing, and is replaced
/// by the drawn figure as soon as the library comes, be it before or after.
/// </summary>
public static partial class NotebookFigure
{
    private static readonly Lazy<string> LibraryText = new(MakeLibrary);

    /// <summary>HTML that brings plotly.js and what draws figures into a page; it shows nothing itself. About 1.5 MB, made once.</summary>
    public static string Library => LibraryText.Value;

    /// <summary>HTML of a figure for a page that has, or gets, the <see cref="Library"/>; a few kilobytes.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="below">HTML to stand below its caption, safe already; empty for nothing.</param>
    public static string ToHtml(Figure figure, string below = "")
    {
        ArgumentNullException.ThrowIfNull(figure);

        // Any page may hold the same figure twice: each output has a name of its own.
        var id = $"learn-chart-{Guid.NewGuid():n}";
        var html = new StringBuilder();
        html.Append("<div class=\"learn-chart\" id=\"").Append(id).Append("\"><style>").Append(Resource("chart.css")).Append("</style>");
        html.Append("<div class=\"still\">").Append(Still(figure)).Append("</div>");
        html.Append("<div class=\"plot\" role=\"img\" aria-label=\"").Append(Html.Escape(figure.Title)).Append("\"></div>");
        if (figure.Caption.Length > 0)
        {
            html.Append("<div class=\"caption\">").Append(Html.Inline(figure.Caption)).Append("</div>");
        }

        if (figure.Numbers is { } numbers)
        {
            html.Append("<details><summary>The numbers</summary>");
            Html.Table(html, numbers.Headings, numbers.Rows, numeric: true);
            html.Append("</details>");
        }

        html.Append(below).Append("<script>(function(id,figure,follows){function go(){window.LearnFigures.show(id,figure,follows)}")
            .Append("if(window.LearnFigures){go()}else{window.addEventListener(\"learn-figures\",go,{once:true})}})(\"").Append(id).Append("\",")
            .Append(InScript(figure.ToPlotlyJson())).Append(',').Append(figure.FollowsTheme ? "true" : "false").Append(")</script></div>");
        return html.ToString();
    }

    // A picture as data, not as markup: a host that strips SVG and styles from HTML keeps pictures.
    private static string Still(Figure figure)
    {
        if (figure.ToSvg() is not { } picture)
        {
            return Html.Escape(figure.Title);
        }

        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(picture));
        return $"<img alt=\"{Html.Escape(figure.Title)}\" src=\"data:image/svg+xml;base64,{data}\">";
    }

    private static string MakeLibrary()
    {
        var settings = new JObject
        {
            ["packed"] = PlotlyLibrary.CompressedScript,
            ["templates"] = new JObject
            {
                ["light"] = PlotlyTemplate.Of(ChartTheme.Light, transparent: true),
                ["dark"] = PlotlyTemplate.Of(ChartTheme.Dark, transparent: true),
            },
        };
        var script = Resource("library.js").Replace("LEARN_LIBRARY", InScript(settings.ToString(Formatting.None)), StringComparison.Ordinal);
        return $"<!-- plotly.js {PlotlyLibrary.Version}, copyright Plotly, Inc., MIT licence; it has built in:\n\n"
            + $"{PlotlyLibrary.ReadNotices().Replace("--", "- -", StringComparison.Ordinal)}-->\n<script>\n{Comment().Replace(script, "")}</script>";
    }

    // Within a script element only "</script" and "<!--" matter to the browser; both begin with a character that JSON can write otherwise.
    private static string InScript(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(NotebookFigure).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\s*//.*\n", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();
}

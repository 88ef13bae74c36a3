using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Learn;

/// <summary>The frame of a page: style, content, and, if there are figures, plotly.js once and the script that draws them.</summary>
internal static class PageMarkup
{
    // What the page says of itself, the browser enforces: no address can be loaded, whatever a script tries.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";

    public static string Write(Report report, string body, bool hasFigures)
    {
        var html = new StringBuilder(hasFigures ? 2_000_000 : 50_000);
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(Policy).Append("\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.Append("<title>").Append(Html.Escape(report.Title)).Append("</title>\n<style>\n");
        html.Append(":root{").Append(ChartTheme.Light.ToCss()).Append("}\n");
        html.Append("@media screen and (prefers-color-scheme:dark){:root{").Append(ChartTheme.Dark.ToCss()).Append("}}\n");
        html.Append(Resource("page.css")).Append("</style>\n</head>\n<body>\n<main>\n");
        if (report.ShowTitle)
        {
            html.Append("<h1>").Append(Html.Inline(report.Title)).Append("</h1>\n");
        }

        html.Append(body).Append("</main>\n");
        if (report.Footer is { } footer)
        {
            html.Append("<footer>").Append(Html.Inline(footer)).Append("</footer>\n");
        }

        if (hasFigures)
        {
            Scripts(html);
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Scripts(StringBuilder html)
    {
        var settings = new JObject
        {
            ["templates"] = new JObject
            {
                ["light"] = PlotlyTemplate.Of(ChartTheme.Light, transparent: true),
                ["dark"] = PlotlyTemplate.Of(ChartTheme.Dark, transparent: true),
            },
        };
        html.Append("<!-- plotly.js ").Append(PlotlyLibrary.Version).Append(", copyright Plotly, Inc., MIT licence; it has built in:\n\n")
            .Append(PlotlyLibrary.ReadNotices().Replace("--", "- -", StringComparison.Ordinal)).Append("-->\n");
        html.Append("<script type=\"application/json\" id=\"learn-settings\">").Append(settings.ToString(Formatting.None)).Append("</script>\n");
        html.Append("<script type=\"text/plain\" id=\"learn-plotly\">").Append(PlotlyLibrary.CompressedScript).Append("</script>\n");
        html.Append("<script>\n").Append(Resource("figures.js")).Append("</script>\n");
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(PageMarkup).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Learn.Cli.Notebooks.Html;

/// <summary>The outputs of cells, each in the richest of its forms that a page can show by itself.</summary>
internal static class OutputMarkup
{
    /// <summary>The form that a chart has for plotly.js.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    private static readonly string[] Pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    /// <summary>Writes one output.</summary>
    /// <param name="html">The page.</param>
    /// <param name="output">The output as nbformat describes it.</param>
    /// <param name="folder">Where paths of pictures start.</param>
    /// <returns>Whether it is a chart that plotly.js draws.</returns>
    public static bool Write(StringBuilder html, JsonObject output, string folder)
    {
        switch ((string?)output["output_type"])
        {
            case "stream":
                html.Append($"<pre class=\"{((string?)output["name"] == "stderr" ? "stderr" : "stdout")}\">").Append(AnsiMarkup.Write(TextOf(output["text"]))).Append("</pre>\n");
                return false;
            case "error":
                var lines = output["traceback"] is JsonArray { Count: > 0 } traceback ? traceback.Select(TextOf) : [$"{TextOf(output["ename"])}: {TextOf(output["evalue"])}"];
                html.Append("<pre class=\"error\">").Append(AnsiMarkup.Write(string.Join('\n', lines))).Append("</pre>\n");
                return false;
            default:
                return output["data"] is JsonObject data && WriteData(html, data, folder);
        }
    }

    private static bool WriteData(StringBuilder html, JsonObject data, string folder)
    {
        // A chart of ours draws itself, with the one plotly.js that its notebook brings along.
        if (data["text/html"] is null && data[Plotly] is JsonObject chart)
        {
            WriteChart(html, chart, data);
            return true;
        }

        if (data["text/html"] is { } markup)
        {
            html.Append("<div class=\"rich\">").Append(TextOf(markup)).Append("</div>\n");
        }
        else if (data["image/svg+xml"] is { } drawing)
        {
            html.Append("<div class=\"rich\">").Append(TextOf(drawing)).Append("</div>\n");
        }
        else if (Pictures.FirstOrDefault(data.ContainsKey) is { } type)
        {
            html.Append(Picture(type, data));
        }
        else if (data["text/markdown"] is { } markdown)
        {
            html.Append("<div class=\"rich\">").Append(MarkdownMarkup.Write(TextOf(markdown), new Dictionary<string, string>(StringComparer.Ordinal), folder)).Append("</div>\n");
        }
        else if (data["text/plain"] is { } plain)
        {
            html.Append("<pre>").Append(AnsiMarkup.Write(TextOf(plain))).Append("</pre>\n");
        }
        else if (data["application/json"] is { } json)
        {
            html.Append("<pre>").Append(WebUtility.HtmlEncode(json.ToJsonString())).Append("</pre>\n");
        }

        return false;
    }

    private static void WriteChart(StringBuilder html, JsonObject chart, JsonObject data)
    {
        // Within a script element only "</script" and "<!--" matter to the browser; both begin with a character that JSON can write otherwise.
        html.Append("<figure class=\"chart\"><div class=\"plot\" role=\"img\"></div><script type=\"application/json\">")
            .Append(chart.ToJsonString().Replace("<", "\\u003c", StringComparison.Ordinal)).Append("</script>");
        var still = data["image/svg+xml"] is { } drawing ? TextOf(drawing)
            : Pictures.FirstOrDefault(data.ContainsKey) is { } type ? Picture(type, data)
            : data["text/plain"] is { } plain ? $"<pre>{AnsiMarkup.Write(TextOf(plain))}</pre>"
            : "";
        html.Append("<noscript>").Append(still).Append("</noscript></figure>\n");
    }

    private static string Picture(string type, JsonObject data) =>
        $"<img alt=\"{WebUtility.HtmlEncode(data["text/plain"] is { } plain ? TextOf(plain) : "")}\" src=\"data:{type};base64,{WebUtility.HtmlEncode(TextOf(data[type]).ReplaceLineEndings(""))}\">\n";

    private static string TextOf(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(TextOf)),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node?.ToJsonString() ?? "",
    };
}

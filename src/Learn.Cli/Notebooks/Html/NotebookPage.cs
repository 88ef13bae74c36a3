using System.IO.Compression;
using System.Net;
using System.Reflection;
using System.Text;
using Learn.Notebook;

namespace Learn.Cli.Notebooks.Html;

/// <summary>A notebook as a page that holds all it needs, follows the reader's light or dark setting, and cannot reach a network.</summary>
internal static class NotebookPage
{
    // What the page says of itself, the browser enforces.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>The page.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="path">Its file: names the page where the notebook has no title, and is where paths of pictures start.</param>
    public static string Write(NotebookFile notebook, string path)
    {
        var body = new StringBuilder();
        var hasCharts = false;
        foreach (var cell in notebook.Cells)
        {
            hasCharts |= Write(body, cell, Path.GetDirectoryName(path)!);
        }

        var title = notebook.Title ?? Path.GetFileNameWithoutExtension(path);
        var html = new StringBuilder(body.Length + (hasCharts ? 2_000_000 : 20_000));
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(Policy).Append("\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append("<title>").Append(WebUtility.HtmlEncode(title)).Append("</title>\n<style>\n").Append(Resource("page.css")).Append("</style>\n</head>\n<body>\n<main>\n")
            .Append(body).Append("</main>\n");
        if (hasCharts)
        {
            html.Append("<script type=\"text/plain\" id=\"plotly\">").Append(CompressedPlotly()).Append("</script>\n<script>\n").Append(Resource("charts.js")).Append("</script>\n");
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static bool Write(StringBuilder html, NotebookCell cell, string folder)
    {
        if (cell.Type == "markdown")
        {
            html.Append("<section class=\"markdown\">\n").Append(MarkdownMarkup.Write(cell.Source, cell.Attachments, folder)).Append("</section>\n");
            return false;
        }

        if (cell.Type != "code" || (string.IsNullOrWhiteSpace(cell.Source) && cell.Outputs.Count == 0))
        {
            return false;
        }

        html.Append("<section class=\"code\">\n<pre class=\"source\"><code>").Append(CodeMarkup.Write(cell.Source, CellMetadata.LanguageOf(cell.Metadata))).Append("</code></pre>\n");
        var hasCharts = false;
        if (cell.Outputs.Count > 0)
        {
            html.Append("<div class=\"outputs\">\n");
            foreach (var output in cell.Outputs)
            {
                hasCharts |= OutputMarkup.Write(html, output, folder);
            }

            html.Append("</div>\n");
        }

        html.Append("</section>\n");
        return hasCharts;
    }

    // Packed, for it would be more than twice as large: the page unpacks it once, for all charts.
    private static string CompressedPlotly()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(PlotlyLibrary.ReadScript()));
        }

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Learn.Cli.Page.{name}")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

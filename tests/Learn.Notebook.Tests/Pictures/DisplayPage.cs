using System.Text;
using Learn.Jupyter;
using Microsoft.Playwright;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>A page with one output, as JupyterLab would show it: its marks for light and dark, and fonts that every machine with the browser has.</summary>
internal static class DisplayPage
{
    /// <summary>The page.</summary>
    /// <param name="bundle">The output.</param>
    /// <param name="isImage">True: the form image/svg+xml, which front ends show as an image. False: the HTML.</param>
    /// <param name="scheme">Light or dark.</param>
    public static string Of(MimeBundle bundle, bool isImage, ColorScheme scheme)
    {
        var isDark = scheme == ColorScheme.Dark;
        var (background, text) = isDark ? ("#111", "rgba(255,255,255,.87)") : ("#fff", "rgba(0,0,0,.87)");
        var output = isImage ? Image(bundle.TextOf(Forms.Svg)!) : bundle.TextOf(Forms.Html)!;
        var library = !isImage && bundle.Data.ContainsKey(Forms.Plotly) ? NotebookFigure.Library : "";
        var page = $"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><style>body{{margin:0;padding:12px;font:13px 'DejaVu Sans';background:{background};color:{text};"
            + $"--jp-content-font-color1:{text}}}img{{max-width:100%}}</style></head><body data-jp-theme-light=\"{(isDark ? "false" : "true")}\">{library}{output}</body></html>";
        return Fixed(page);
    }

    /// <summary>Waits until everything is drawn.</summary>
    public static async Task DrawnAsync(IPage page, string html, ColorScheme scheme)
    {
        if (html.Contains("learn-chart", StringComparison.Ordinal) && html.Contains("LearnFigures.show", StringComparison.Ordinal))
        {
            await page.Locator($".plot[data-drawn={scheme.ToString().ToLowerInvariant()}]").First.WaitForAsync();
        }

        await page.EvaluateAsync("Promise.all([document.fonts.ready, ...[...document.images].map(image => image.decode())])");
    }

    private static string Image(string svg) => $"<img alt=\"\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(Fixed(svg)))}\">";

    // What a system calls its own font is another one on each.
    private static string Fixed(string markup) => markup
        .Replace("system-ui,", "'DejaVu Sans',", StringComparison.Ordinal)
        .Replace("ui-monospace,", "'DejaVu Sans Mono',", StringComparison.Ordinal);
}

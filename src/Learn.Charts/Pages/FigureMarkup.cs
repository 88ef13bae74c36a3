using System.Text;

namespace Learn;

/// <summary>A figure as a piece of a page. The page's script finds it by its class and draws it.</summary>
internal static class FigureMarkup
{
    public static void Write(StringBuilder html, Figure figure)
    {
        html.Append("<figure class=\"learn-figure\">");
        html.Append("<div class=\"wide\"><div class=\"plot\" role=\"img\" aria-label=\"").Append(Html.Escape(figure.Title)).Append("\"></div></div>");

        // Within a script element only "</script" and "<!--" matter to the browser; both begin with a character that JSON can write otherwise.
        html.Append("<script type=\"application/json\">")
            .Append(figure.ToPlotlyJson().Replace("<", "\\u003c", StringComparison.Ordinal))
            .Append("</script>");
        if (figure.ToSvg() is { } picture)
        {
            html.Append("<noscript>").Append(picture).Append("</noscript>");
        }

        html.Append("<figcaption>").Append(Html.Inline(figure.Caption)).Append("</figcaption>");
        if (figure.Numbers is { } numbers)
        {
            html.Append("<details><summary>The numbers</summary>");
            Html.Table(html, numbers.Headings, numbers.Rows, numeric: true);
            html.Append("</details>");
        }

        html.Append("</figure>\n");
    }
}

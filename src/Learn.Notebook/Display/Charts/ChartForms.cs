using System.Runtime.CompilerServices;
using System.Text.Json;
using Learn.Jupyter;
using Plotly.NET;

namespace Learn.Notebook;

/// <summary>Figures and reports.</summary>
internal static class ChartForms
{
    private const int ReportHeight = 640;

    /// <summary>The value in its forms, or null where it has none of its own.</summary>
    public static MimeBundle? TryFormat(object value) => value switch
    {
        Figure figure => Of(figure),
        Report report => Of(report),
        SvgPicture picture => PictureForms.Of(picture),
        GenericChart chart => Of(new Figure(chart, "A chart made with Plotly.NET", "")),
        _ => null,
    };

    /// <summary>
    /// A figure: for front ends that know plotly.js, as HTML with a script, as a still picture, and in characters. Where the HTML draws, plotly.js has to
    /// be in the page: <see cref="FigureLibrary"/> sees to that.
    /// </summary>
    /// <param name="figure">The figure.</param>
    /// <param name="below">HTML to stand below it.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static MimeBundle Of(Figure figure, string below = "")
    {
        var bundle = MimeBundle.Text(figure.ToText().TrimEnd('\n'))
            .With(Forms.Html, NotebookFigure.ToHtml(figure, below))
            .With(Forms.Plotly, JsonElement.Parse(figure.ToPlotlyJson()));
        return figure.ToSvg() is { } picture ? bundle.With(Forms.Svg, picture) : bundle;
    }

    // A page within the page: it keeps its own style, and its own plotly.js if it has figures.
    private static MimeBundle Of(Report report)
    {
        var html = report.ToHtml();
        var text = FormattableString.Invariant($"Report \"{report.Title}\", {html.Length / 1024:N0} KiB. Save it with: await report.SaveAsync(\"report.html\")");
        return MimeBundle.Text(text).With(
            Forms.Html,
            $"<iframe sandbox=\"allow-scripts\" style=\"width:100%;height:{ReportHeight}px;border:1px solid rgba(128,128,128,.35);resize:vertical\" title=\"{HtmlOutput.Escape(report.Title)}\" srcdoc=\"{HtmlOutput.Escape(html)}\"></iframe>");
    }
}

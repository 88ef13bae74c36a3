using System.Globalization;
using System.Net;
using System.Text;

namespace Learn;

/// <summary>A still picture in SVG that follows the light or dark setting of whoever looks at it; texts are escaped.</summary>
internal sealed class SvgCanvas
{
    private const string Rules =
        "text{font:14px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;fill:var(--text)}"
        + ".title{font-size:18px;font-weight:700}.small{font-size:13px;fill:var(--muted)}.strong{font-weight:700}"
        + ".grid{stroke:var(--line);fill:none}.observed{fill:var(--observed);stroke:var(--observed-edge);stroke-width:1.5}"
        + ".range{fill:none;stroke:var(--observed-edge);stroke-width:3}.outer{fill:none;stroke:var(--observed-edge);stroke-width:1}"
        + ".expected{fill:none;stroke:var(--expected);stroke-width:3}.before{fill:var(--background);stroke:var(--expected);stroke-width:2}"
        + ".beforerange{fill:none;stroke:var(--expected);stroke-width:3}.shade{fill:var(--observed-edge)}.frame{fill:none;stroke:var(--line)}";

    private readonly StringBuilder svg = new();

    /// <summary>Begins a picture.</summary>
    public SvgCanvas(double width, double height, string label)
    {
        svg.Append(FormattableString.Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0.#} {height:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">"))
            .Append(CultureInfo.InvariantCulture, $"<style>svg{{{ChartTheme.Light.ToCss()}background:var(--background)}}@media(prefers-color-scheme:dark){{svg{{{ChartTheme.Dark.ToCss()}}}}}{Rules}</style>");
    }

    /// <summary>Writes text; the anchor is <c>start</c>, <c>middle</c> or <c>end</c>.</summary>
    public void Text(double x, double y, string text, string style = "", string anchor = "start")
        => svg.Append(FormattableString.Invariant($"<text{(style.Length > 0 ? $" class=\"{style}\"" : "")}{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")} x=\"{x:0.#}\" y=\"{y:0.#}\">{WebUtility.HtmlEncode(text)}</text>"));

    /// <summary>Draws a path; what it is shows in a hint.</summary>
    public void Path(string style, FormattableString path) => svg.Append(FormattableString.Invariant($"<path class=\"{style}\" d=\"{FormattableString.Invariant(path)}\"/>"));

    /// <summary>Draws a circle.</summary>
    public void Circle(string style, double x, double y, double radius) => svg.Append(FormattableString.Invariant($"<circle class=\"{style}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\"/>"));

    /// <summary>Draws a rectangle, as opaque as said.</summary>
    public void Rectangle(string style, double x, double y, double width, double height, double opacity = 1)
        => svg.Append(FormattableString.Invariant($"<rect class=\"{style}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\"{(opacity < 1 ? FormattableString.Invariant($" opacity=\"{opacity:0.###}\"") : "")}/>"));

    /// <summary>The picture.</summary>
    public override string ToString() => svg + "</svg>";

    /// <summary>A label that fits a column.</summary>
    public static string Shorten(string label, int length = 36) => label.Length <= length ? label : label[..(length - 1)] + "…";
}

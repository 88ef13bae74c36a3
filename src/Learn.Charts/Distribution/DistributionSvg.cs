using System.Text;

namespace Learn;

/// <summary>
/// A distribution as a still picture: for pages without scripts and for stored notebooks. It follows the light or dark setting of
/// whoever looks at it.
/// </summary>
internal static class DistributionSvg
{
    private const double Width = 760;
    private const double Top = 76;
    private const double RowHeight = 40;
    private const double BarHeight = 24;
    private const double NumbersWidth = 160;

    // A generous guess at the mean width of a character at 14 px: the picture is made without a font at hand.
    private const double CharacterWidth = 8.6;

    public static string Draw(DistributionModel model)
    {
        var left = Math.Clamp(model.Rows.IsEmpty ? 0 : model.Rows.Max(r => r.Label.Length) * CharacterWidth, 60, 312) + 20;
        var plot = Width - left - NumbersWidth;
        var bottom = Top + (RowHeight * Math.Max(1, model.Rows.Length));
        var height = bottom + 76;
        var scale = plot / model.AxisEnd;

        var svg = new StringBuilder();
        svg.Append(FormattableString.Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-label="{Escape(model.Title)}: {Escape(model.Subtitle)}">"""));
        svg.Append("<style>").Append(Style()).Append("</style>");
        svg.Append(FormattableString.Invariant($"""<text class="title" x="12" y="30">{Escape(model.Title)}</text><text class="small" x="12" y="52">{Escape(model.Subtitle)}</text>"""));

        for (var value = 0; value <= model.AxisEnd; value += model.AxisStep)
        {
            var x = left + (value * scale);
            svg.Append(FormattableString.Invariant($"""<line class="grid" x1="{x:0.#}" x2="{x:0.#}" y1="{Top}" y2="{bottom}"/><text class="small" text-anchor="middle" x="{x:0.#}" y="{bottom + 18}">{value:N0}</text>"""));
        }

        svg.Append(FormattableString.Invariant($"""<text class="small" text-anchor="middle" x="{left + (plot / 2):0.#}" y="{bottom + 38}">requests</text>"""));
        for (var i = 0; i < model.Rows.Length; i++)
        {
            Row(svg, model.Rows[i], left, Top + (RowHeight * (i + 0.5)), scale);
        }

        if (model.HasExpectation)
        {
            svg.Append(FormattableString.Invariant($"""<rect class="observed" x="12" y="{height - 24}" width="22" height="13"/><text class="small" x="42" y="{height - 13}">observed</text>"""));
            Bracket(svg, 130, 150, 170, height - 17.5, 6);
            svg.Append(FormattableString.Invariant($"""<text class="small" x="180" y="{height - 13}">expected, with the range of 95 of 100 runs</text>"""));
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Row(StringBuilder svg, DistributionRow row, double left, double middle, double scale)
    {
        var shape = row.Side == 0 ? "observed" : "observed outside";
        svg.Append(FormattableString.Invariant($"""<text text-anchor="end" x="{left - 10:0.#}" y="{middle + 5:0.#}">{Escape(SvgCanvas.Shorten(row.Label))}</text>"""));
        svg.Append(FormattableString.Invariant($"""<rect class="{shape}" x="{left:0.#}" y="{middle - (BarHeight / 2):0.#}" width="{row.Count * scale:0.#}" height="{BarHeight}"/>"""));
        if (row is { Expected: { } expected, Range: { } range })
        {
            Bracket(svg, left + (range.Low * scale), left + (expected * scale), left + (range.High * scale), middle, 8);
        }

        svg.Append(FormattableString.Invariant($"""<text class="count" text-anchor="end" x="{Width - 96}" y="{middle + 5:0.#}">{row.CountText}</text><text text-anchor="end" x="{Width - 26}" y="{middle + 5:0.#}">{row.ShareText}</text><text x="{Width - 18}" y="{middle + 5:0.#}">{row.Arrow}</text>"""));
    }

    private static void Bracket(StringBuilder svg, double low, double at, double high, double y, double half)
        => svg.Append(FormattableString.Invariant($"""<path class="expected" d="M{low:0.#} {y - (half / 2):0.#}v{half}M{low:0.#} {y:0.#}H{high:0.#}M{high:0.#} {y - (half / 2):0.#}v{half}"/><path class="mark" d="M{at:0.#} {y - half - 3:0.#}v{(2 * half) + 6}"/>"""));

    private static string Style()
    {
        const string Rules =
            "text{font:14px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;fill:var(--text)}" +
            ".title{font-size:18px;font-weight:700}.small{font-size:13px;fill:var(--muted)}.count{font-weight:700}" +
            ".grid{stroke:var(--line)}.observed{fill:var(--observed);stroke:var(--observed-edge);stroke-width:1.5}" +
            ".outside{stroke-dasharray:5 3;stroke-width:2.5}" +
            ".expected,.mark{fill:none;stroke:var(--expected);stroke-width:2}.mark{stroke-width:3}";
        return $"svg{{{ChartTheme.Light.ToCss()}background:var(--background)}}@media(prefers-color-scheme:dark){{svg{{{ChartTheme.Dark.ToCss()}}}}}{Rules}";
    }

    private static string Escape(string text) => System.Net.WebUtility.HtmlEncode(text);
}

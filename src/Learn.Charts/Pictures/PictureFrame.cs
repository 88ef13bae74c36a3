using System.Security.Cryptography;
using System.Text;
using static System.FormattableString;

namespace Learn;

/// <summary>
/// What every picture of ours has around its drawing: the element with its role, title and description, and the style with both
/// themes. Everything in the style is scoped by the class, because the style of an SVG element within a page is the page's, too.
/// </summary>
/// <remarks>
/// As a file of its own, or in an <c>img</c> element, a picture follows the reader's system (<c>prefers-color-scheme</c>, through
/// <c>color-scheme: light dark</c>). Within a page it follows the page: its <c>color-scheme</c>, and the marks by which VS Code and
/// JupyterLab tell their themes.
/// </remarks>
internal static class PictureFrame
{
    /// <summary>The fonts of pictures, as CSS has them.</summary>
    public const string Font = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif";

    /// <summary>The fonts of names that stand in rules.</summary>
    public const string FixedFont = "ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace";

    private const string Themes =
        ".learn-picture:root{color-scheme:light dark;background:var(--background)}"
        + "body.vscode-light .learn-picture,body.vscode-high-contrast-light .learn-picture,[data-jp-theme-light=\"true\"] .learn-picture{color-scheme:light}"
        + "body.vscode-dark .learn-picture,body.vscode-high-contrast:not(.vscode-high-contrast-light) .learn-picture,[data-jp-theme-light=\"false\"] .learn-picture,"
        + "html[theme=\"dark\"] .learn-picture{color-scheme:dark}";

    /// <summary>Puts a picture together.</summary>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="description">What is to be seen, for those who do not see it.</param>
    /// <param name="width">Width in pixels, of the coordinates too.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="style">Rules of CSS, each beginning with the picture's own class: <c>.learn-hooks .way{…}</c>.</param>
    /// <param name="ownClass">The class of this kind of picture.</param>
    /// <param name="body">The drawing, as markup.</param>
    /// <param name="leastScale">Where the page is narrow, the picture gets smaller, down to this share of its size; then the page can be scrolled.</param>
    public static SvgPicture Put(string title, string description, double width, double height, string style, string ownClass, string body, double leastScale = 0)
    {
        var name = Name(title, description, body);
        var svg = new StringBuilder(body.Length + 3000);
        svg.Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"learn-picture {ownClass}\" viewBox=\"0 0 {width:0.##} {height:0.##}\" "));
        svg.Append(Invariant($"width=\"{width:0.##}\" height=\"{height:0.##}\"{(leastScale > 0 ? Invariant($" style=\"min-width:{width * leastScale:0}px\"") : "")} role=\"img\" aria-labelledby=\"{name}-title {name}-description\">"));
        svg.Append($"<title id=\"{name}-title\">{Escape(title)}</title><desc id=\"{name}-description\">{Escape(description)}</desc>");
        svg.Append($"<style>{Colours()}{Themes}.learn-picture{{max-width:100%;height:auto}}.learn-picture text{{font-family:{Font};fill:var(--text)}}{style}</style>");
        svg.Append(body).Append("</svg>");
        return new SvgPicture(svg.ToString(), description.StartsWith(title, StringComparison.Ordinal) ? description : $"{title}\n{description}");
    }

    /// <summary>
    /// A name for the beginning of ids: another one for every other drawing, so that pictures in one page do not meet, and the same
    /// one for the same drawing, so that a stored notebook does not change when it is run again.
    /// </summary>
    public static string Name(params ReadOnlySpan<string> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var content in contents)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(content));
        }

        return "p" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 5));
    }

    /// <summary>Text safe in XML, in attributes too. Characters that XML has no way to write are replaced.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\t' or '\n' => safe.Append((char)rune.Value),
                < 0x20 or 0xFFFE or 0xFFFF => safe.Append('\uFFFD'),
                _ => safe.Append(rune.ToString()),
            };
        }

        return safe.ToString();
    }

    // One declaration for both themes, chosen by the color-scheme in effect.
    private static string Colours()
    {
        var (light, dark) = (ChartTheme.Light, ChartTheme.Dark);
        string Pair(string name, Func<ChartTheme, string> colour) => $"--{name}:light-dark({colour(light)},{colour(dark)});";
        return ".learn-picture{" + Pair("background", t => t.Background) + Pair("surface", t => t.Surface) + Pair("text", t => t.Text) + Pair("muted", t => t.Muted)
            + Pair("line", t => t.Line) + Pair("observed", t => t.Observed) + Pair("observed-edge", t => t.ObservedEdge) + Pair("expected", t => t.Expected)
            + Pair("added-surface", t => t.AddedSurface) + Pair("added", t => t.Added) + Pair("removed-surface", t => t.RemovedSurface)
            + Pair("removed", t => t.Removed) + Pair("accent", t => t.Accent) + "}";
    }
}

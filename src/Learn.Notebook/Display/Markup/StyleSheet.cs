using System.Text;

namespace Learn.Notebook;

/// <summary>
/// The style of outputs. Every rule is scoped by <c>.learn-out</c>, so that nothing of the page changes, and written twice (<c>.learn-out.learn-out</c>),
/// so that the page's own rules for tables do not win. Text keeps the page's colour and backgrounds are transparent; the few colours that carry a meaning
/// are pairs for light and dark, chosen by the <c>color-scheme</c> that the page has, or that VS Code, JupyterLab and Colab tell by their marks.
/// A page that says nothing (the classic Notebook) is white, whatever the reader's system prefers.
/// </summary>
internal static class StyleSheet
{
    private const string Base =
        ".learn-out{--learn-line:rgba(128,128,128,.35);--learn-soft:rgba(128,128,128,.1);--learn-accent:light-dark(#0b5c9e,#7fbdf2);"
        + "--learn-good:light-dark(#17602c,#8fdca3);--learn-bad:light-dark(#93201a,#ffaea6);--learn-warn:light-dark(#7a4b00,#ffc46b);"
        + "--learn-good-back:light-dark(#e2f4e5,#15301e);--learn-bad-back:light-dark(#fde7e5,#3a1c1c);"
        + "color:var(--vscode-editor-foreground,var(--jp-content-font-color1,inherit));font-size:13px;line-height:1.45;text-align:left;max-width:100%}"
        + "body.vscode-light .learn-out,body.vscode-high-contrast-light .learn-out,[data-jp-theme-light=\"true\"] .learn-out{color-scheme:light}"
        + "body.vscode-dark .learn-out,body.vscode-high-contrast:not(.vscode-high-contrast-light) .learn-out,[data-jp-theme-light=\"false\"] .learn-out,"
        + "html[theme=\"dark\"] .learn-out{color-scheme:dark}"
        + ".learn-out.learn-out p{margin:.3em 0}"
        + ".learn-out.learn-out summary{cursor:pointer}"
        + ".learn-out.learn-out .muted{opacity:.72}.learn-out.learn-out .good{color:var(--learn-good)}.learn-out.learn-out .bad{color:var(--learn-bad)}"
        + ".learn-out.learn-out .warn{color:var(--learn-warn)}.learn-out.learn-out .accent{color:var(--learn-accent)}"
        + ".learn-out.learn-out .head{font-weight:600;margin:.2em 0 .35em}"
        + ".learn-out.learn-out .mono{font-family:ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace;font-size:12px}";

    private const string Table =
        ".learn-out.learn-out .wide{overflow-x:auto}"
        + ".learn-out.learn-out table{border-collapse:collapse;border:0;margin:.2em 0;font-size:12.5px;width:auto;table-layout:auto;color:inherit;"
        + "font-variant-numeric:tabular-nums}"
        + ".learn-out.learn-out tr,.learn-out.learn-out tbody tr:nth-child(odd),.learn-out.learn-out tbody tr:nth-child(even){background:transparent}"
        + ".learn-out.learn-out tbody tr:hover{background:var(--learn-soft)}"
        + ".learn-out.learn-out th,.learn-out.learn-out td{text-align:left;vertical-align:top;padding:.22em 1.3em .22em .2em;border:0;"
        + "border-bottom:1px solid var(--learn-line);white-space:nowrap;color:inherit;background:transparent}"
        + ".learn-out.learn-out th{font-weight:600}.learn-out.learn-out thead th{opacity:.8}"
        + ".learn-out.learn-out td.number,.learn-out.learn-out th.number{text-align:right}"
        + ".learn-out.learn-out td.long{white-space:pre-wrap;overflow-wrap:break-word;min-width:15em;max-width:44em}";

    private const string Listing =
        ".learn-out.learn-out pre{margin:.25em 0;padding:.5em .7em;background:var(--learn-soft);color:inherit;border:0;border-radius:5px;overflow-x:auto;white-space:pre;"
        + "font:12px/1.5 ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace;tab-size:4;text-align:left}"
        + ".learn-out.learn-out pre.wrap{white-space:pre-wrap;overflow-wrap:anywhere}"
        + ".learn-out.learn-out pre .line{display:block;padding-left:3.2em;text-indent:-3.2em;white-space:pre-wrap;overflow-wrap:anywhere}"
        + ".learn-out.learn-out pre ins,.learn-out.learn-out pre del{display:block;text-decoration:none;padding-left:3.2em;text-indent:-3.2em;white-space:pre-wrap}"
        + ".learn-out.learn-out pre ins{background:var(--learn-good-back);color:var(--learn-good)}"
        + ".learn-out.learn-out pre del{background:var(--learn-bad-back);color:var(--learn-bad)}"
        + ".learn-out.learn-out .chain,.learn-out.learn-out .option{white-space:nowrap}.learn-out.learn-out .chain{color:var(--learn-accent);font-weight:600}.learn-out.learn-out .verdict{color:var(--learn-good);font-weight:600}"
        + ".learn-out.learn-out .stop{color:var(--learn-bad);font-weight:600}"
        + ".learn-out.learn-out .note{background:var(--learn-soft);border-radius:3px;padding:0 .3em;font-style:italic}"
        + ".learn-out.learn-out .chance{color:var(--learn-warn)}"
        + ".learn-out.learn-out pre ins .note,.learn-out.learn-out pre del .note{background:transparent}";

    private const string Error =
        ".learn-out.learn-out .error{border-left:3px solid var(--learn-bad);padding:.1em 0 .1em .8em;margin:.3em 0}"
        + ".learn-out.learn-out .error .type{color:var(--learn-bad);font-weight:600}.learn-out.learn-out .error .what{white-space:pre-wrap;overflow-wrap:anywhere}";

    private const string Progress =
        ".learn-out.learn-out progress{width:18em;max-width:50%;height:.9em;vertical-align:middle;accent-color:var(--learn-accent);margin:0 .7em 0 0}";

    /// <summary>The rules that an output with these parts needs.</summary>
    public static string Of(StyleParts parts)
    {
        var css = new StringBuilder(Base);
        css.Append(parts.HasFlag(StyleParts.Table) ? Table : "");
        css.Append(parts.HasFlag(StyleParts.Listing) ? Listing : "");
        css.Append(parts.HasFlag(StyleParts.Error) ? Error : "");
        css.Append(parts.HasFlag(StyleParts.Progress) ? Progress : "");
        css.Append(parts.HasFlag(StyleParts.Course) ? CourseStyles.Css : "");
        return css.ToString();
    }
}

namespace Learn;

/// <summary>How graphs look. What a node is shows in its shape, too: endpoints have a double line, refusals eight corners, folded ones a broken line.</summary>
internal static class GraphStyle
{
    /// <summary>Height of the title.</summary>
    public const double HeadHeight = 34;

    /// <summary>How small a picture may get in a narrow page: its smallest text, 10 pixels, stays readable.</summary>
    public const double LeastScale = 0.75;

    /// <summary>The rules of CSS.</summary>
    public const string Css =
        ".learn-graph text{font-size:12px}.learn-graph .heading{font-size:17px;font-weight:700}"
        + ".learn-graph .label{font-weight:700}.learn-graph .detail{font-family:" + PictureFrame.FixedFont + ";font-size:10px;fill:var(--muted)}"
        + ".learn-graph .cluster path,.learn-graph .cluster polygon{fill:none;stroke:var(--line);stroke-width:1.5}.learn-graph .cluster text{fill:var(--muted)}"
        + ".learn-graph .node path,.learn-graph .node polygon,.learn-graph .node ellipse{fill:var(--surface);stroke:var(--muted);stroke-width:1.2}"
        + ".learn-graph .hook polygon{fill:var(--background);stroke:var(--text);stroke-width:2}"
        + ".learn-graph .endpoint polygon,.learn-graph .destinationtranslation polygon{fill:var(--added-surface);stroke:var(--added)}"
        + ".learn-graph .accept ellipse{fill:var(--added-surface);stroke:var(--added)}"
        + ".learn-graph .drop polygon,.learn-graph .reject polygon{fill:var(--removed-surface);stroke:var(--removed);stroke-width:2}"
        + ".learn-graph .sourcetranslation path,.learn-graph .sourcetranslation polygon{stroke:var(--expected);stroke-width:2}"
        + ".learn-graph .folded path{fill:none}.learn-graph .unreached path{stroke:var(--expected)}"
        + ".learn-graph .focus path,.learn-graph .focus polygon{stroke:var(--accent);stroke-width:3}"
        + ".learn-graph .edge path{fill:none;stroke:var(--muted)}.learn-graph .head{fill:var(--muted);stroke:none}"
        + ".learn-graph .used path{stroke:var(--observed-edge)}.learn-graph .used .head{fill:var(--observed-edge)}"
        + ".learn-graph .edge text{fill:var(--muted);font-size:11px;stroke:var(--background);stroke-width:3px;paint-order:stroke;stroke-linejoin:round}.learn-graph .used text{fill:var(--text);font-weight:700}"
        + ".learn-graph a:hover path,.learn-graph a:hover polygon{stroke:var(--accent)}.learn-graph .edge:hover path{stroke:var(--accent)}";

    /// <summary>The least width at which a title is not cut, roughly: a picture is made without a font at hand.</summary>
    public static double LeastWidth(string title) => 24 + (title.Length * 10.8);
}

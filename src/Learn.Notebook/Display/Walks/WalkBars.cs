using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>Shares as bars, each with its number; what is only possible is hatched.</summary>
internal static class WalkBars
{
    private const int MostShown = 8;

    private const string Style =
        "<style>.learn-out.learn-out .share{display:inline-block;width:84px;height:9px;border:1px solid var(--learn-line);border-radius:3px;vertical-align:0;overflow:hidden;white-space:nowrap;font-size:0}"
        + ".learn-out.learn-out .share i{display:inline-block;height:100%;background:var(--learn-accent)}"
        + ".learn-out.learn-out .share i+i{background:repeating-linear-gradient(45deg,var(--learn-accent) 0 2px,transparent 2px 5px)}"
        + ".learn-out.learn-out .ways{margin:.1em 0 .3em .35em;padding-left:.9em;border-left:2px solid var(--learn-line)}"
        + ".learn-out.learn-out .rule{padding-left:2em;text-indent:-1.2em;overflow-wrap:anywhere}.learn-out.learn-out .rule .on,.learn-out.learn-out summary .on{white-space:nowrap;font-weight:600}"
        + ".learn-out.learn-out .whole{white-space:nowrap}.learn-out.learn-out .hook{margin-top:.35em;font-weight:600;opacity:.8}"
        + ".learn-out.learn-out .called{background:var(--learn-soft);border-radius:3px;padding:0 .3em;font-style:italic}"
        + ".learn-out.learn-out .ends td{padding:.1em .8em .1em .1em}</style>";

    /// <summary>Writes the style that bars and trees need.</summary>
    public static HtmlOutput Needs(HtmlOutput html) => html.Raw(Style);

    /// <summary>Writes a bar.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="least">The share that is sure, 0–1.</param>
    /// <param name="most">The share that is possible, 0–1.</param>
    public static void WriteBar(HtmlOutput html, double least, double most) => html.Raw(FormattableString.Invariant(
        $"<span class=\"share\" aria-hidden=\"true\"><i style=\"width:{least * 100:0.##}%\"></i><i style=\"width:{(most - least) * 100:0.##}%\"></i></span>"));

    /// <summary>Writes a table of ends; long ones are shortened.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="ends">For each its least and greatest share, its words, its name, and whether it is what one hopes for.</param>
    public static void Write(HtmlOutput html, IReadOnlyList<(double Least, double Most, string Words, string? Name, bool IsGood)> ends)
    {
        Needs(html.Needs(StyleParts.Table)).Raw("<table class=\"ends\">");
        int shown = ends.Count <= MostShown ? ends.Count : MostShown - 1;
        foreach (var end in ends.Take(shown))
        {
            html.Raw("<tr>").Element("td", WalkWords.Share(end.Least, end.Most), "number").Open("td");
            WriteBar(html, end.Least, end.Most);
            html.Close("td").Open("td", end.IsGood ? null : "bad").Text(end.Words);
            if (end.Name is not null)
            {
                html.Text(" ").Element("span", end.Name, "called");
            }

            html.Close("td").Close("tr");
        }

        if (shown < ends.Count)
        {
            var others = ends.Skip(shown).ToList();
            var (least, most) = (others.Min(end => end.Least), others.Max(end => end.Most));
            html.Raw("<tr><td></td><td></td>").Element("td", FormattableString.Invariant($"… {others.Count} more, each {WalkWords.Share(least, most)}"), "muted").Close("tr");
        }

        html.Close("table");
    }
}

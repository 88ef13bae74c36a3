namespace Learn.Notebook;

/// <summary>The pieces that the course's displays are made of.</summary>
internal static class CourseHtml
{
    /// <summary>A frame around everything; <see cref="Finish"/> closes it.</summary>
    /// <param name="state">A class for its edge: <c>done</c>, <c>failed</c>, <c>open</c>; null for the usual one.</param>
    public static HtmlOutput Begin(string? state = null) =>
        new HtmlOutput().Needs(StyleParts.Course | StyleParts.Listing).Open("div", state is null ? "learn-course" : $"learn-course {state}");

    /// <summary>The whole output.</summary>
    public static string Finish(this HtmlOutput html) => html.Close("div").ToString();

    /// <summary>Paragraphs in Markdown; nothing if there are none.</summary>
    public static HtmlOutput Said(this HtmlOutput html, string markdown) =>
        string.IsNullOrWhiteSpace(markdown) ? html : html.Needs(StyleParts.Table).Open("div", "said").Raw(MarkdownMarkup.Of(markdown)).Close("div");

    /// <summary>Words that are no Markdown but for <c>`code`</c>: what a check says may have any character in it.</summary>
    public static HtmlOutput Words(this HtmlOutput html, string text)
    {
        var parts = NotebookWords.Of(text).Trim().Split('`');
        for (var i = 0; i < parts.Length; i++)
        {
            // An odd one at the end has no partner.
            _ = i % 2 == 1 && i < parts.Length - 1 ? html.Element("code", parts[i]) : html.Text(i % 2 == 1 ? "`" + parts[i] : parts[i]);
        }

        return html;
    }

    /// <summary>A sentence in Markdown.</summary>
    public static HtmlOutput Sentence(this HtmlOutput html, string markdown, string? style = null) =>
        html.Open("p", style).Raw(MarkdownMarkup.InLine(markdown)).Close("p");

    /// <summary>Cells that can be run next, each with what it does.</summary>
    public static HtmlOutput Calls(this HtmlOutput html, IReadOnlyCollection<(string Call, string Does)> calls)
    {
        if (calls.Count == 0)
        {
            return html;
        }

        html.Open("div", "calls");
        foreach (var (call, does) in calls)
        {
            html.Open("div").Element("code", call).Close("div").Open("div").Raw(MarkdownMarkup.InLine(does)).Close("div");
        }

        return html.Close("div");
    }

    /// <summary>The same as text.</summary>
    public static string CallsText(IReadOnlyCollection<(string Call, string Does)> calls)
    {
        var width = calls.Select(each => each.Call.Length).DefaultIfEmpty().Max();
        return string.Join('\n', calls.Select(each => MarkdownPlain.Wrap(each.Does, $"  {each.Call.PadRight(width)}  ", width + 4)));
    }
}

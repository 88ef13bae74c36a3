using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>A question of a lesson by itself: a prediction before its experiment, or one of those at the end.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Asked">The question.</param>
/// <param name="Remark">Said below it. Markdown; empty for nothing.</param>
internal sealed record QuestionCard(string Title, AskedQuestion Asked, string Remark = "")
{
    /// <summary>The question in its forms.</summary>
    public MimeBundle ToBundle()
    {
        var html = CourseHtml.Begin("open").Element("div", Title, "title");
        Asked.WriteTo(html);
        if (Remark.Length > 0)
        {
            html.Sentence(Remark, "muted");
        }

        return MimeBundle.Text($"{Title}\n{Asked.ToText()}{(Remark.Length > 0 ? "\n" + MarkdownPlain.Of(Remark) : "")}").With(Forms.Html, html.Finish());
    }
}

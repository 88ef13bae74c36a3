using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>A short word to the learner: a hint, an answer that was noted, what was seen.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Text">What is said. Markdown.</param>
internal sealed record CourseNote(string Title, string Text)
{
    /// <summary>The class of its edge: <c>done</c>, <c>failed</c>, <c>open</c>; null for the usual one.</summary>
    public string? State { get; init; }

    /// <summary>What can be run next.</summary>
    public IReadOnlyList<(string Call, string Does)> Calls { get; init; } = [];

    /// <summary>The note in its forms.</summary>
    public MimeBundle ToBundle()
    {
        string?[] parts = [MarkdownPlain.Wrap(Title), string.IsNullOrWhiteSpace(Text) ? null : MarkdownPlain.Of(Text), Calls.Count == 0 ? null : CourseHtml.CallsText(Calls)];
        var html = CourseHtml.Begin(State).Element("div", Title, "title").Said(Text).Calls(Calls);
        return MimeBundle.Text(string.Join('\n', parts.Where(part => part is not null))).With(Forms.Html, html.Finish());
    }
}

namespace Learn.Notebook;

/// <summary>A lesson that a front end can open.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Path">Its notebook, relative to the notebook that shows the link.</param>
internal sealed record CourseLink(string Text, string Path)
{
    /// <summary>The link.</summary>
    public string ToHtml() => $"<a href=\"{HtmlOutput.Escape(Path)}\" target=\"_blank\">{HtmlOutput.Escape(Text)}</a>";
}

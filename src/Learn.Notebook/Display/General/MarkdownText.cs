namespace Learn.Notebook;

/// <summary>Text that the front end sets as Markdown. Made by <see cref="NotebookFunctions.Markdown"/>.</summary>
/// <param name="Text">The Markdown.</param>
public sealed record MarkdownText(string Text)
{
    /// <summary>The Markdown as written.</summary>
    public override string ToString() => Text;
}

using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>This project's own values.</summary>
internal static class NotebookForms
{
    /// <summary>The value in its forms, or null where it has none of its own.</summary>
    public static MimeBundle? TryFormat(object value) => value switch
    {
        MarkdownText markdown => MimeBundle.Text(markdown.Text).With(Forms.Markdown, markdown.Text),
        DisplayedValue displayed => MimeBundle.Text($"A shown value. Change it with Update(…). Display id {displayed.DisplayId}"),
        ProgressBar bar => bar.ToBundle(),
        _ => null,
    };
}

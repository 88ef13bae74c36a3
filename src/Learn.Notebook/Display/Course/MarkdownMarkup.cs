using Markdig;

namespace Learn.Notebook;

/// <summary>The course's texts, which are Markdown, as HTML for an output. HTML within them stays text.</summary>
internal static class MarkdownMarkup
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <summary>Paragraphs, lists, tables and code.</summary>
    public static string Of(string markdown) => Markdown.ToHtml(NotebookWords.Of(markdown), Pipeline);

    /// <summary>A single paragraph, without an element around it.</summary>
    public static string InLine(string markdown)
    {
        const string Start = "<p>";
        const string End = "</p>";
        var html = Of(markdown.Trim()).Trim();
        return html.StartsWith(Start, StringComparison.Ordinal) && html.LastIndexOf(Start, StringComparison.Ordinal) == 0 && html.EndsWith(End, StringComparison.Ordinal)
            ? html[Start.Length..^End.Length]
            : html;
    }
}

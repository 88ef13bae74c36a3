using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learn.Cli.Notebooks.Html;

/// <summary>Markdown cells as HTML, with the pictures that they show in the page itself.</summary>
internal static class MarkdownMarkup
{
    private const long LargestPicture = 10_000_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().UseFootnotes().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    /// <summary>The cell as HTML.</summary>
    /// <param name="markdown">Its text.</param>
    /// <param name="attachments">Its attachments as <c>data:</c> addresses, by name.</param>
    /// <param name="folder">Where paths of pictures start.</param>
    public static string Write(string markdown, IReadOnlyDictionary<string, string> attachments, string folder)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var picture in document.Descendants<LinkInline>().Where(link => link is { IsImage: true, Url: not null }))
        {
            picture.Url = AddressOf(picture.Url!, attachments, folder);
        }

        return document.ToHtml(Pipeline);
    }

    private static string AddressOf(string address, IReadOnlyDictionary<string, string> attachments, string folder)
    {
        const string Attachment = "attachment:";
        if (address.StartsWith(Attachment, StringComparison.Ordinal))
        {
            return attachments.GetValueOrDefault(Uri.UnescapeDataString(address[Attachment.Length..]), address);
        }

        var file = new FileInfo(Path.Combine(folder, Uri.UnescapeDataString(address)));
        var type = file.Extension.ToLowerInvariant() switch
        {
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".gif" => "image/gif",
            ".svg" => "image/svg+xml",
            ".webp" => "image/webp",
            _ => null,
        };
        return type is not null && !address.Contains(':', StringComparison.Ordinal) && file.Exists && file.Length <= LargestPicture
            ? $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(file.FullName))}"
            : address;
    }
}

using System.Net;
using System.Text;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!lsmagic</c>: the languages of cells and how they are called.</summary>
/// <param name="languages">All of them, once they are known.</param>
internal sealed class ListLanguagesDirective(IReadOnlyList<ICellLanguage> languages) : ICellLanguage
{
    public string Name => "lsmagic";

    public string Summary => "lists what a line of #! can begin";

    public string Usage => "#!lsmagic";

    public bool NeedsOwnCSharp => true;

    public Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var html = new StringBuilder("<table style=\"text-align:left\"><thead><tr><th>Usage</th><th>What it does</th><th>Other names</th></tr></thead><tbody>");
        foreach (var language in languages)
        {
            text.Append(language.Usage).Append("\n    ").Append(language.Summary)
                .Append(language.Aliases.Count == 0 ? "" : $" (also #!{string.Join(", #!", language.Aliases)})").Append('\n');
            html.Append("<tr><td style=\"text-align:left\"><code>").Append(WebUtility.HtmlEncode(language.Usage)).Append("</code></td><td style=\"text-align:left\">")
                .Append(WebUtility.HtmlEncode(language.Summary)).Append("</td><td style=\"text-align:left\">")
                .Append(WebUtility.HtmlEncode(string.Join(", ", language.Aliases.Select(alias => "#!" + alias)))).Append("</td></tr>");
        }

        var bundle = MimeBundle.Text(text.ToString().TrimEnd()).With("text/html", html.Append("</tbody></table>").ToString());
        return Task.FromResult(new BlockResult(CellResult.Ok(bundle)));
    }
}

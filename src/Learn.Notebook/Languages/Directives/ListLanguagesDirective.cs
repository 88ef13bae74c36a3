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
        foreach (var language in languages)
        {
            text.Append(language.Usage).Append("\n    ").Append(language.Summary)
                .Append(language.Aliases.Count == 0 ? "" : $" (also #!{string.Join(", #!", language.Aliases)})").Append('\n');
        }

        // As text a table would be too wide.
        var html = new HtmlOutput();
        new ShownTable(
            ["Usage", "What it does", "Other names"],
            [.. languages.Select(language => (IReadOnlyList<TableCell>)[language.Usage, language.Summary, string.Join(", ", language.Aliases.Select(alias => "#!" + alias))])]).WriteTo(html);
        var bundle = MimeBundle.Text(text.ToString().TrimEnd()).With("text/html", html.ToString());
        return Task.FromResult(new BlockResult(CellResult.Ok(bundle)));
    }
}

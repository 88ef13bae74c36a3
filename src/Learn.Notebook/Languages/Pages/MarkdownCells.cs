using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Text in Markdown, with values of C# in it.</summary>
internal sealed class MarkdownCells : ICellLanguage
{
    public string Name => "markdown";

    public IReadOnlyList<string> Aliases => ["md"];

    public string Summary => "text in Markdown; {{name}} shows a C# variable";

    public string Usage => "#!markdown";

    public Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var text = $"{context.Block.Arguments}\n{context.Block.Code}".Trim();
        return Task.FromResult(text.Length == 0 ? BlockResult.Done : new BlockResult(CellResult.Ok(MimeBundle.Text(text).With("text/markdown", text)), text));
    }
}

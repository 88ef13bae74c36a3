using System.Net;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>HTML as it is written; values of C# are escaped in it.</summary>
internal sealed class HtmlCells : ICellLanguage
{
    public string Name => "html";

    public string Summary => "HTML; {{name}} shows a C# variable, escaped";

    public string Usage => "#!html";

    public string WriteValue(string text) => WebUtility.HtmlEncode(text);

    public Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var text = $"{context.Block.Arguments}\n{context.Block.Code}".Trim();
        return Task.FromResult(text.Length == 0 ? BlockResult.Done : new BlockResult(CellResult.Ok(MimeBundle.Text(text).With("text/html", text)), text));
    }
}

using Learn.Jupyter;
using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>C# as one of the languages: what Learn.Jupyter has, with the lines counted from the cell's first.</summary>
internal sealed class CSharpCells : ICellLanguage
{
    public string Name => "csharp";

    public IReadOnlyList<string> Aliases => ["c#", "C#", "cs"];

    public string Summary => "C# with the lab, the charts and the Kubernetes types at hand";

    public string Usage => "#!csharp [--as NAME]";

    public bool TakesValues => false;

    public bool NeedsOwnCSharp => true;

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var (block, session) = (context.Block, context.Session);
        if (block.Arguments.Length > 0)
        {
            throw new CellException($"""C# goes below the line "#!{block.Selector}", not behind it: "{block.Arguments}" """.TrimEnd());
        }

        // Messages and stack traces name lines of the cell.
        var code = new string('\n', block.LinesBefore) + block.Code;
        var outcome = await session.CSharp.Engine.RunAsync(code, $"cell {context.Request.ExecutionCount}", context.Output, cancellationToken);
        var value = outcome.Ending == CellEnding.Succeeded && outcome.HasValue ? outcome.Value : null;
        return new BlockResult(await session.CSharp.ResultOfAsync(outcome), value);
    }

    public async Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        if (question.IsInArguments)
        {
            return BlockCompletion.None;
        }

        var text = question.Text;
        var result = await question.Session.CSharp.CompleteAsync(text, CodePoints.FromIndex(text, question.Index), cancellationToken);
        return new BlockCompletion(result.Matches, CodePoints.ToIndex(text, result.CursorStart), CodePoints.ToIndex(text, result.CursorEnd));
    }

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken) => question.IsInArguments
        ? Task.FromResult(InspectionResult.NotFound)
        : question.Session.CSharp.InspectAsync(question.Text, CodePoints.FromIndex(question.Text, question.Index), 0, cancellationToken);
}

using Learn.Jupyter;

namespace Learn.Notebook.Tests.Files;

/// <summary>A language whose cells do what a test says, by the cell's text.</summary>
internal sealed class ScriptedLanguage(Func<CellRequest, ICellOutput, CancellationToken, Task<CellResult>> execute) : INotebookLanguage
{
    public List<CellRequest> Requests { get; } = [];

    public LanguageInfo Info { get; } = new("C#", "14.0", "text/x-csharp", ".cs");

    public Task<CellResult> ExecuteAsync(CellRequest request, ICellOutput output, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return execute(request, output, cancellationToken);
    }

    public Task<CellResult> EvaluateAsync(string expression, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<CompletionResult> CompleteAsync(string code, int cursorPosition, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<InspectionResult> InspectAsync(string code, int cursorPosition, int detailLevel, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<CompletenessResult> IsCompleteAsync(string code, CancellationToken cancellationToken) => throw new NotSupportedException();
}

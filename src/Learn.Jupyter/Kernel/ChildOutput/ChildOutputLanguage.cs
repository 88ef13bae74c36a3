namespace Learn.Jupyter;

/// <summary>
/// A language whose cells also show what child processes and native code write to the standard output and error of the process. It
/// belongs to the cell that runs, and between cells to the last one.
/// </summary>
/// <param name="language">Runs the cells.</param>
/// <param name="output">The standard output, taken over.</param>
/// <param name="error">The standard error, taken over.</param>
internal sealed class ChildOutputLanguage(INotebookLanguage language, TakenDescriptor output, TakenDescriptor error) : INotebookLanguage
{
    public LanguageInfo Info => language.Info;

    public bool RunsCellsSideBySide => language.RunsCellsSideBySide;

    public async Task<CellResult> ExecuteAsync(CellRequest request, ICellOutput cell, CancellationToken cancellationToken)
    {
        output.Write = text => cell.WriteStream("stdout", text);
        error.Write = text => cell.WriteStream("stderr", text);
        try
        {
            return await language.ExecuteAsync(request, cell, cancellationToken);
        }
        finally
        {
            // What a process wrote before it ended is shown before the cell's result.
            await output.DrainAsync();
            await error.DrainAsync();
        }
    }

    public Task<CellResult> EvaluateAsync(string expression, CancellationToken cancellationToken) => language.EvaluateAsync(expression, cancellationToken);

    public Task<CompletionResult> CompleteAsync(string code, int cursorPosition, CancellationToken cancellationToken) =>
        language.CompleteAsync(code, cursorPosition, cancellationToken);

    public Task<InspectionResult> InspectAsync(string code, int cursorPosition, int detailLevel, CancellationToken cancellationToken) =>
        language.InspectAsync(code, cursorPosition, detailLevel, cancellationToken);

    public Task<CompletenessResult> IsCompleteAsync(string code, CancellationToken cancellationToken) => language.IsCompleteAsync(code, cancellationToken);
}

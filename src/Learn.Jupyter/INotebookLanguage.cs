namespace Learn.Jupyter;

/// <summary>
/// What a notebook's cells are written in. The kernel calls <see cref="ExecuteAsync"/> for one cell at a time; the other
/// questions may be asked while a cell runs, and from any thread.
/// </summary>
public interface INotebookLanguage
{
    /// <summary>How the language introduces itself to front ends.</summary>
    LanguageInfo Info { get; }

    /// <summary>
    /// Whether cells may run at the same time. Front ends may open subshells (JEP 91) beside the main one, each with cells of its own; otherwise
    /// a cell in one waits for those in the others.
    /// </summary>
    bool RunsCellsSideBySide => false;

    /// <summary>
    /// Runs one cell. An error in the cell's code is a <see cref="CellResult.Failed(string, string, IReadOnlyList{string})"/>; an
    /// exception thrown from here is shown as the failure of the cell too. With <paramref name="cancellationToken"/> cancelled, the learner
    /// has pressed "interrupt": <see cref="OperationCanceledException"/> is then reported as an interrupted cell.
    /// </summary>
    Task<CellResult> ExecuteAsync(CellRequest request, ICellOutput output, CancellationToken cancellationToken);

    /// <summary>
    /// The value of one expression (<c>user_expressions</c> of the protocol), asked after a cell that went well. It changes no history.
    /// </summary>
    Task<CellResult> EvaluateAsync(string expression, CancellationToken cancellationToken);

    /// <summary>What could stand at the cursor.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="cursorPosition">In Unicode code points from the start, 0 to the length of the text; see <see cref="CodePoints"/>.</param>
    /// <param name="cancellationToken">Cancelled when the answer is of no use any more.</param>
    Task<CompletionResult> CompleteAsync(string code, int cursorPosition, CancellationToken cancellationToken);

    /// <summary>What is known about the thing at the cursor.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="cursorPosition">In Unicode code points from the start, 0 to the length of the text; see <see cref="CodePoints"/>.</param>
    /// <param name="detailLevel">0 for the usual, 1 for more (the source, where there is one).</param>
    /// <param name="cancellationToken">Cancelled when the answer is of no use any more.</param>
    Task<InspectionResult> InspectAsync(string code, int cursorPosition, int detailLevel, CancellationToken cancellationToken);

    /// <summary>Whether a console should run what was typed so far or offer another line.</summary>
    Task<CompletenessResult> IsCompleteAsync(string code, CancellationToken cancellationToken);
}

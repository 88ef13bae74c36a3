namespace Learn.Jupyter.CSharp;

/// <summary>C# as the language of a notebook.</summary>
public sealed class CSharpLanguage : INotebookLanguage, IDisposable
{
    private readonly IValueFormatter _formatter;
    private readonly CancellationTokenSource _end = new();

    /// <summary>Makes the language, takes over the console for its cells, and starts to warm up in the background.</summary>
    /// <param name="options">What the cells find around them; the defaults where it is left out.</param>
    /// <param name="formatter">Shows the cells' values; as plain text where it is left out.</param>
    /// <param name="warmsUp">False to load nothing before the first cell.</param>
    public CSharpLanguage(CSharpEngineOptions? options = null, IValueFormatter? formatter = null, bool warmsUp = true)
    {
        Engine = new CSharpEngine(options);
        _formatter = formatter ?? new PlainTextFormatter();
        ConsoleCapture.Install();
        WarmUp = warmsUp ? WarmUpAsync() : Task.CompletedTask;
        if (warmsUp)
        {
            _ = SettleInAsync();
        }
    }

    /// <summary>What runs the cells.</summary>
    public CSharpEngine Engine { get; }

    /// <summary>Ends when the compiler and the formatter are warm.</summary>
    public Task WarmUp { get; }

    /// <inheritdoc/>
    public LanguageInfo Info { get; } = new("C#", "14.0", "text/x-csharp", ".cs") { PygmentsLexer = "csharp", CodeMirrorMode = "text/x-csharp" };

    /// <inheritdoc/>
    public async Task<CellResult> ExecuteAsync(CellRequest request, ICellOutput output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var outcome = await Engine.RunAsync(request.Code, $"cell {request.ExecutionCount}", output, cancellationToken).ConfigureAwait(false);
        return await ResultOfAsync(outcome).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<CellResult> EvaluateAsync(string expression, CancellationToken cancellationToken) =>
        await ResultOfAsync(await Engine.EvaluateAsync(expression, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<CompletionResult> CompleteAsync(string code, int cursorPosition, CancellationToken cancellationToken) =>
        Engine.Services.CompleteAsync(code, cursorPosition, cancellationToken);

    /// <inheritdoc/>
    public Task<InspectionResult> InspectAsync(string code, int cursorPosition, int detailLevel, CancellationToken cancellationToken) =>
        Engine.Services.InspectAsync(code, cursorPosition, cancellationToken);

    /// <inheritdoc/>
    public Task<CompletenessResult> IsCompleteAsync(string code, CancellationToken cancellationToken) =>
        Task.FromResult(CompletenessOfCode.Of(code));

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        Engine.Dispose();
    }

    /// <summary>An outcome of the engine as the result of a cell, its value formatted.</summary>
    public async Task<CellResult> ResultOfAsync(CellOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        MimeBundle? shown = null;
        if (outcome is { Ending: CellEnding.Succeeded, HasValue: true })
        {
            outcome = await Engine.UseAsync(outcome, value => shown = _formatter.Format(value)).ConfigureAwait(false);
        }

        return outcome.Ending == CellEnding.Succeeded ? CellResult.Ok(shown) : CellResult.Failed(outcome.ErrorName, outcome.ErrorMessage, outcome.Traceback);
    }

    private async Task WarmUpAsync()
    {
        if (await Engine.WarmUpAsync().ConfigureAwait(false) is { } value)
        {
            _formatter.Format(value);
        }
    }

    private async Task SettleInAsync()
    {
        try
        {
            await WarmUp.ConfigureAwait(false);
            await Engine.SettleInAsync(_end.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The notebook has ended.
        }
    }
}

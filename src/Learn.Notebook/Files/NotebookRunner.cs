using System.Diagnostics;
using System.Globalization;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Runs the cells of a stored notebook, in order, and stores what they show: what a front end does, without one.</summary>
public static class NotebookRunner
{
    /// <summary>
    /// Runs the notebook. Outputs of an earlier run are removed first. It ends after the first cell that fails without having the tag
    /// <c>raises-exception</c>, unless the options allow errors.
    /// </summary>
    /// <param name="notebook">The notebook; its cells have their outputs afterwards.</param>
    /// <param name="language">What the cells are written in.</param>
    /// <param name="options">Timeout and errors.</param>
    /// <param name="progress">Told at the start and at the end of each cell.</param>
    /// <param name="cancellationToken">Interrupts the cell that runs, and ends the run.</param>
    /// <returns>The cells that were run.</returns>
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public static async Task<IReadOnlyList<CellRun>> RunAsync(
        NotebookFile notebook, INotebookLanguage language, NotebookRunOptions options, IProgress<CellRun> progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);
        notebook.AddLanguageInfo(language.Info);
        foreach (var cell in notebook.Cells)
        {
            cell.Clear();
        }

        var stored = new StoredOutputs(notebook.Gate);
        var cells = notebook.Cells.Where(cell => cell.IsExecutable).ToList();
        var (runs, outputs) = (new List<CellRun>(), new List<StoredCellOutput>());
        foreach (var cell in cells)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var run = new CellRun(cell, runs.Count + 1, cells.Count);
            progress.Report(run);
            StoredCellOutput output;
            lock (notebook.Gate)
            {
                output = new StoredCellOutput(stored, cell.Begin(run.Number));
            }

            outputs.Add(output);
            var clock = Stopwatch.StartNew();
            var (result, goesOn) = await RunAsync(run, language, output, options, cancellationToken);
            output.Conclude(result, run.Number);
            run = run with { Result = result, Duration = clock.Elapsed };
            runs.Add(run);
            progress.Report(run);
            if (!goesOn || (run.HasFailed && !options.AllowsErrors))
            {
                break;
            }
        }

        outputs.ForEach(output => output.Settle());
        return runs;
    }

    // False behind the result: the cell does not end, so no other can be run.
    private static async Task<(CellResult Result, bool GoesOn)> RunAsync(
        CellRun run, INotebookLanguage language, StoredCellOutput output, NotebookRunOptions options, CancellationToken cancellationToken)
    {
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (options.CellTimeout is { } timeout)
        {
            interruption.CancelAfter(timeout);
        }

        var request = new CellRequest(run.Cell.Source) { ExecutionCount = run.Number, Metadata = run.Cell.Metadata, CellId = run.Cell.Id };
        var running = Task.Run(() => ResultOfAsync(language, request, output, interruption.Token), CancellationToken.None);
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = interruption.Token.Register(() => interrupted.TrySetResult());
        await Task.WhenAny(running, interrupted.Task);
        if (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(options.InterruptedEndsWithin, CancellationToken.None));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!running.IsCompleted)
        {
            return (TimedOut(run, options, " It does not end even so, and the run is given up."), false);
        }

        var result = await running;
        return (result.Status != CellStatus.Ok && interruption.IsCancellationRequested ? TimedOut(run, options, "") : result, true);
    }

    private static CellResult TimedOut(CellRun run, NotebookRunOptions options, string more)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"cell {run.Number} was interrupted: it ran for longer than {options.CellTimeout!.Value.TotalSeconds:0.###} s.{more}");
        return CellResult.Failed("Timeout", message);
    }

    private static async Task<CellResult> ResultOfAsync(INotebookLanguage language, CellRequest request, ICellOutput output, CancellationToken cancellationToken)
    {
        try
        {
            return await language.ExecuteAsync(request, output, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CellResult.Interrupted;
        }
        catch (Exception e)
        {
            return CellResult.Threw(e);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Learn.Cli.Notebooks.Html;
using Learn.Jupyter;
using Learn.Jupyter.CSharp;
using Learn.Notebook;

namespace Learn.Cli.Notebooks.Running;

/// <summary>Runs a stored notebook and writes what came of it. Nothing is written when the run is interrupted.</summary>
internal sealed class StoredRun(RunPlan plan, TextWriter output, TextWriter error)
{
    // As the notebooks of the old host say it, too.
    private static readonly string[] OurLanguages = ["C#", "csharp", "polyglot-notebook", "dotnet-interactive.csharp"];

    /// <summary>Runs it.</summary>
    /// <returns><see cref="ExitCode.Done"/>, or <see cref="ExitCode.NotSo"/> if a cell failed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var notebook = await NotebookFile.LoadAsync(plan.Notebook, cancellationToken);
        RefuseOtherLanguages(notebook);
        foreach (var name in NotebookParameters.Inject(notebook, plan.Parameters))
        {
            await error.WriteLineAsync($"learn: the notebook declares no parameter {name}; it is set at the start all the same.");
        }

        foreach (var file in ((string?[])[plan.Output, plan.Html]).OfType<string>())
        {
            RefuseUnwritable(file);
        }

        var clock = Stopwatch.StartNew();
        var runs = await RunCellsAsync(notebook, cancellationToken);
        await notebook.SaveAsync(plan.Output, cancellationToken);
        if (plan.Html is { } page)
        {
            await File.WriteAllTextAsync(page, NotebookPage.Write(notebook, plan.Notebook), cancellationToken);
        }

        foreach (var failed in runs.Where(run => run.HasFailed))
        {
            await error.WriteLineAsync(FailureText.Of(failed, withColours: !Console.IsErrorRedirected));
        }

        await output.WriteLineAsync(Summary(notebook, runs, clock.Elapsed));
        return runs.Any(run => run.HasFailed) ? ExitCode.NotSo : ExitCode.Done;
    }

    private async Task<IReadOnlyList<CellRun>> RunCellsAsync(NotebookFile notebook, CancellationToken cancellationToken)
    {
        // As under Jupyter: paths in cells start from the notebook's folder.
        var folder = Path.GetDirectoryName(plan.Notebook)!;
        Directory.SetCurrentDirectory(folder);
        // Asked before the cells take the console's streams over. False in somebody else's process, a test's for one.
        var isProgram = ReferenceEquals(error, Console.Error);
        // What a program answers is no learner's progress, unless it says whose.
        using var progress = Environment.GetEnvironmentVariable("LEARN_PROGRESS") is { Length: > 0 } ? null : new UnattendedProgress();
        var options = new NotebookOptions
        {
            Progress = progress?.Store,
            Packages = new SdkPackageRestorer(SdkPackageRestorer.UsualCacheFolder, folder),
            WorkingDirectory = folder,
        };
        await using var language = new NotebookLanguage(options);
        return await RunProgress.WatchAsync(error, isProgram && !Console.IsErrorRedirected, progress =>
        {
            // Not before the progress has found its terminal.
            if (isProgram)
            {
                ChildOutput.TakeOver();
            }

            return NotebookRunner.RunAsync(notebook, ChildOutput.Around(language), plan.Options, progress, cancellationToken);
        });
    }

    private void RefuseOtherLanguages(NotebookFile notebook)
    {
        if (notebook.Language is { } language && !OurLanguages.Contains(language, StringComparer.OrdinalIgnoreCase))
        {
            throw new NotebookFormatException(
                $"{plan.Notebook} is written for another kernel: {notebook.KernelDisplayName ?? language}. 'learn run' runs notebooks whose language is C#.");
        }
    }

    // Better before the first cell than after the last.
    private static void RefuseUnwritable(string file)
    {
        try
        {
            var probe = Path.Combine(Path.GetDirectoryName(file)!, $".learn-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"{file} cannot be written: {e.Message}");
        }
    }

    private string Summary(NotebookFile notebook, IReadOnlyList<CellRun> runs, TimeSpan duration)
    {
        var all = notebook.Cells.Count(cell => cell.IsExecutable);
        var failed = runs.Count(run => run.HasFailed);
        var ran = runs.Count == all ? $"{all} {(all == 1 ? "cell" : "cells")}" : $"{runs.Count} of {all} cells";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Output}: {ran} in {duration.TotalSeconds:0.0} s{(failed > 0 ? $", {failed} failed" : "")}{(plan.Html is null ? "" : $"; as a page: {plan.Html}")}");
    }
}

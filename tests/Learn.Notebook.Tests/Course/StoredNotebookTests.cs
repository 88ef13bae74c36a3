using System.Runtime.CompilerServices;

namespace Learn.Notebook.Tests.Course;

/// <summary>The notebooks of the course run from top to bottom, and show what they are stored with.</summary>
public sealed class StoredNotebookTests
{
    public static TheoryData<string> Notebooks { get; } = [.. Directory.GetFiles(Folder(), "*.ipynb").Select(each => Path.GetFileName(each)).Order(StringComparer.Ordinal)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Every_cell_runs_and_shows_what_is_stored(string name)
    {
        var path = Path.Combine(Folder(), name);
        var (stored, executed) = (await NotebookFile.LoadAsync(path, Cancellation), await NotebookFile.LoadAsync(path, Cancellation));
        using var progress = new UnattendedProgress();
        await using var language = new NotebookLanguage(new NotebookOptions { WorkingDirectory = Folder(), Progress = progress.Store });
        var runs = await NotebookRunner.RunAsync(executed, language, new NotebookRunOptions { CellTimeout = TimeSpan.FromMinutes(3) }, new Progress<CellRun>(), Cancellation);

        var failed = runs.FirstOrDefault(run => run.HasFailed);
        Assert.True(failed is null, $"{failed?.Cell.Id}: {string.Join('\n', failed?.Result?.Error?.Traceback ?? [])}");
        Assert.Contains(runs, run => run.Cell.Tags.Contains(OutputComparison.KeyResult));
        var differences = OutputComparison.Differences(stored, executed);
        Assert.True(
            differences.Count == 0,
            $"The stored outputs of {name} are not what its cells show. If the new ones are right, store them: ./learn run notebooks/{name}\n{string.Join('\n', differences)}");
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Every_code_cell_names_its_language_for_each_kind_of_host(string name)
    {
        var notebook = await NotebookFile.LoadAsync(Path.Combine(Folder(), name), Cancellation);
        Assert.Equal("C#", notebook.Language);
        foreach (var cell in notebook.Cells.Where(cell => cell.IsExecutable))
        {
            var selector = cell.Source.Split([' ', '\n'], 2)[0];
            Assert.Equal(selector, $"#!{cell.Metadata.GetProperty("polyglot_notebook").GetProperty("kernelName").GetString()}");
            Assert.Equal(selector, $"#!{cell.Metadata.GetProperty("dotnet_interactive").GetProperty("language").GetString()}");
            Assert.NotEmpty(cell.Metadata.GetProperty("vscode").GetProperty("languageId").GetString()!);
        }
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "notebooks"));
}

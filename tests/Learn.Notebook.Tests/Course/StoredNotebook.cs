using System.Runtime.CompilerServices;

namespace Learn.Notebook.Tests.Course;

/// <summary>A notebook of the course, as it is stored and as it runs now.</summary>
internal static class StoredNotebook
{
    /// <summary>All of them.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder(), "*.ipynb").Select(each => Path.GetFileName(each)).Order(StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whether it is one of the second half, from lesson 09 on.</summary>
    public static bool IsLate(string name) => string.CompareOrdinal(name, "09") >= 0;

    /// <summary>Runs it as nobody in particular, and compares.</summary>
    public static async Task RunAsync(string name)
    {
        var path = Path.Combine(Folder(), name);
        var (stored, executed) = (await NotebookFile.LoadAsync(path, Cancellation), await NotebookFile.LoadAsync(path, Cancellation));
        using var progress = new UnattendedProgress();

        // As under Jupyter: files that C# reads are looked for beside the notebook. No other test depends on where it runs.
        Directory.SetCurrentDirectory(Folder());
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

    /// <summary>Hosts tell the language of a cell in three ways.</summary>
    public static async Task CheckLanguagesAsync(string name)
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

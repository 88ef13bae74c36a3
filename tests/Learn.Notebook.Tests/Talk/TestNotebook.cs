using System.Text.Json;
using Learn.Jupyter;

namespace Learn.Notebook.Tests.Talk;

/// <summary>A notebook without a front end: runs cells, and remembers what they show.</summary>
internal sealed class TestNotebook(NotebookOptions? options = null) : IAsyncDisposable
{
    private int count;

    public NotebookLanguage Language { get; } = new((options ?? new NotebookOptions()) with { WarmsUp = false });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Runs a cell, however it ends.</summary>
    public async Task<(CellResult Result, Shown Shown)> RunAsync(string code, string? metadata = null, Shown? shown = null, CancellationToken? cancellation = null)
    {
        shown ??= new Shown();
        var request = new CellRequest(code) { ExecutionCount = ++count, Metadata = JsonElement.Parse(metadata ?? "{}") };
        var result = await Language.ExecuteAsync(request, shown, cancellation ?? Cancellation);
        return (result, shown);
    }

    /// <summary>Runs a cell that must end well; gives its result as plain text.</summary>
    public async Task<string?> TextAsync(string code, string? metadata = null)
    {
        var (result, _) = await RunAsync(code, metadata);
        Assert.True(result.Status == CellStatus.Ok, string.Join('\n', result.Error?.Traceback ?? []));
        return result.Value?.TextOf("text/plain");
    }

    /// <summary>Runs a cell that must fail; gives what the front end shows, without colours.</summary>
    public async Task<string> ErrorAsync(string code)
    {
        var (result, _) = await RunAsync(code);
        Assert.Equal(CellStatus.Error, result.Status);
        return System.Text.RegularExpressions.Regex.Replace(string.Join('\n', result.Error!.Traceback), "\u001b\\[[0-9;]*m", "");
    }

    public ValueTask DisposeAsync() => Language.DisposeAsync();
}

using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Questions about a place in a cell, marked by a bar.</summary>
internal static class Cursor
{
    /// <summary>The texts that could stand at the bar.</summary>
    public static async Task<IReadOnlyList<string>> CompleteAsync(this TestNotebook notebook, string code) =>
        [.. (await MatchesAsync(notebook, code)).Matches.Select(match => match.Text)];

    public static Task<CompletionResult> MatchesAsync(this TestNotebook notebook, string code)
    {
        var cursor = code.IndexOf('|', StringComparison.Ordinal);
        return notebook.Language.CompleteAsync(code.Remove(cursor, 1), cursor, TestContext.Current.CancellationToken);
    }

    /// <summary>The cell after a match was taken.</summary>
    public static async Task<string> TakeAsync(this TestNotebook notebook, string code, string match)
    {
        var found = await MatchesAsync(notebook, code);
        Assert.Contains(match, found.Matches.Select(each => each.Text));
        var text = code.Replace("|", "", StringComparison.Ordinal);
        return text[..found.CursorStart] + match + text[found.CursorEnd..];
    }

    /// <summary>What is known about the thing at the bar.</summary>
    public static async Task<string?> InspectAsync(this TestNotebook notebook, string code)
    {
        var cursor = code.IndexOf('|', StringComparison.Ordinal);
        var found = await notebook.Language.InspectAsync(code.Remove(cursor, 1), cursor, 0, TestContext.Current.CancellationToken);
        return found.Content?.TextOf("text/plain");
    }
}

using System.Text.RegularExpressions;
using Learn.Notebook;

namespace Learn.Cli.Notebooks.Running;

/// <summary>What a failed cell says, for a terminal or a log.</summary>
internal static partial class FailureText
{
    /// <summary>The cell's number and the error's own lines.</summary>
    public static string Of(CellRun run, bool withColours)
    {
        var error = run.Result!.Error;
        var text = $"learn: cell {run.Number} of {run.Count} failed: {error?.Name}\n{string.Join('\n', (error?.Traceback ?? []).SelectMany(line => line.Split('\n')).Select(line => "    " + line))}";
        return withColours ? text : Colours().Replace(text, "");
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m", RegexOptions.CultureInvariant)]
    private static partial Regex Colours();
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Learn.Notebook;

/// <summary>
/// Whether the outputs that a notebook is stored with are still what its cells show. Cells tagged <see cref="KeyResult"/> must show the same text to the letter, others the same
/// but for numbers, and those tagged <see cref="Varies"/> only the same kinds of output.
/// </summary>
public static partial class OutputComparison
{
    /// <summary>The tag of a cell whose text must not change at all: what the lesson is about.</summary>
    public const string KeyResult = "key-result";

    /// <summary>The tag of a cell that shows something else each time, such as measured shares.</summary>
    public const string Varies = "varies";

    /// <summary>What differs, a line each, with the cell's id; empty where the stored outputs are up to date.</summary>
    /// <param name="stored">The notebook as it is stored.</param>
    /// <param name="executed">The same notebook, just executed.</param>
    public static IReadOnlyList<string> Differences(NotebookFile stored, NotebookFile executed)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(executed);
        if (stored.Cells.Count != executed.Cells.Count)
        {
            return [$"{stored.Cells.Count} cells are stored, {executed.Cells.Count} were executed"];
        }

        return [.. stored.Cells.Zip(executed.Cells).Where(pair => pair.First.IsExecutable).SelectMany(pair => Differences(pair.First, pair.Second))];
    }

    private static IEnumerable<string> Differences(NotebookCell stored, NotebookCell executed)
    {
        var (before, after) = (Pieces(stored), Pieces(executed));
        if (!before.Select(piece => piece.Kind).SequenceEqual(after.Select(piece => piece.Kind)))
        {
            yield return $"{stored.Id}: shows {Kinds(after)}, but stored is {Kinds(before)}";
            yield break;
        }

        if (stored.Tags.Contains(Varies))
        {
            yield break;
        }

        var isKey = stored.Tags.Contains(KeyResult);
        foreach (var (old, current) in before.Zip(after))
        {
            var isToTheLetter = isKey && old.Kind.EndsWith("text/plain", StringComparison.Ordinal);
            if (isToTheLetter ? old.Text != current.Text : Normal(old.Text) != Normal(current.Text))
            {
                yield return $"{stored.Id}: {current.Kind} is {Start(current.Text)}, but stored is {Start(old.Text)}";
            }
        }

        static string Kinds(IReadOnlyList<(string Kind, string Text)> pieces) => pieces.Count == 0 ? "nothing" : string.Join(", ", pieces.Select(piece => piece.Kind));
    }

    /// <summary>The texts of a cell's outputs; a stream counts as plain text.</summary>
    private static IReadOnlyList<(string Kind, string Text)> Pieces(NotebookCell cell) =>
    [
        .. cell.Outputs.SelectMany(output => (string?)output["output_type"] switch
        {
            "stream" => [($"{output["name"]} text/plain", MultilineText.Read(output["text"]) ?? "")],
            "error" => [("error text/plain", $"{output["ename"]}: {output["evalue"]}")],
            var type => output["data"] is JsonObject data
                ? data.OrderBy(form => form.Key, StringComparer.Ordinal).Select(form => ($"{type} {form.Key}", MultilineText.Read(form.Value) ?? ""))
                : [],
        }),
    ];

    // What an output looks like is no part of what it shows.
    private static string Normal(string text) => Number().Replace(Style().Replace(text, ""), "0");

    private static string Start(string text) => $"\"{(text.Length > 200 ? text[..200] + "…" : text)}\"";

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Style();

    // Names made of random letters and digits, and numbers.
    [GeneratedRegex(@"\b[0-9a-f]{8,}\b|\d+(?:[.,:]\d+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

namespace Learn.Notebook;

/// <summary>The word that is being written at the cursor of a command line.</summary>
/// <param name="Begun">What of it stands before the cursor.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends; behind the cursor where that stands in the middle of it.</param>
/// <param name="Before">The words before it.</param>
internal sealed record WordAtCursor(string Begun, int Start, int End, IReadOnlyList<string> Before)
{
    /// <summary>The word right before it, or null.</summary>
    public string? Previous => Before.Count > 0 ? Before[^1] : null;

    /// <summary>Finds it in a line.</summary>
    public static WordAtCursor In(string line, int cursor)
    {
        var words = CommandWords.Split(line[..cursor], out _);
        var isInWord = words.Count > 0 && words[^1].End == cursor && (cursor == 0 || !char.IsWhiteSpace(line[cursor - 1]));
        var end = cursor;
        while (isInWord && end < line.Length && !char.IsWhiteSpace(line[end]))
        {
            end++;
        }

        return isInWord
            ? new WordAtCursor(words[^1].Text, words[^1].Start, end, [.. words.Take(words.Count - 1).Select(word => word.Text)])
            : new WordAtCursor("", cursor, cursor, [.. words.Select(word => word.Text)]);
    }

    /// <summary>Those of some words that begin as this one does.</summary>
    public BlockCompletion Complete(IEnumerable<Jupyter.CompletionMatch> candidates)
    {
        var matches = candidates.Where(each => each.Text.StartsWith(Begun, StringComparison.OrdinalIgnoreCase)).DistinctBy(each => each.Text).ToList();
        return matches.Count == 0 ? BlockCompletion.None : new BlockCompletion(matches, Start, End);
    }

    /// <summary>The same with the stretch counted from another place.</summary>
    public WordAtCursor Shifted(int by) => this with { Start = Start + by, End = End + by };
}

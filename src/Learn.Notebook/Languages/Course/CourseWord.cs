namespace Learn.Notebook;

/// <summary>The first words of a course cell: an exercise or lesson by its id, a question, and the rest of the line.</summary>
/// <param name="Id">The first word.</param>
/// <param name="Question">The second; null where there is none.</param>
/// <param name="Rest">What stands behind, as written; empty for nothing.</param>
internal sealed record CourseWord(string Id, string? Question, string Rest)
{
    /// <summary>Reads a line.</summary>
    /// <param name="line">What stands behind the cell's name.</param>
    /// <param name="usage">Shown with errors.</param>
    /// <exception cref="CellException">There is no word.</exception>
    public static CourseWord Read(string line, string usage)
    {
        var words = line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0
            ? throw new CellException($"A number is needed: which one is meant? The cell names it itself, so that a copied cell does no harm.\nUsage: {usage}")
            : new CourseWord(words[0], words.ElementAtOrDefault(1), words.ElementAtOrDefault(2) ?? "");
    }

    /// <summary>Reads a line that has an id and nothing else.</summary>
    /// <exception cref="CellException">There is no word, or more than one.</exception>
    public static CourseWord ReadAlone(string line, string usage)
    {
        var word = Read(line, usage);
        return word.Question is null ? word : throw new CellException($"\"{word.Question}\" is not understood here.\nUsage: {usage}");
    }
}

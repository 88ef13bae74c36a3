using System.Text;

namespace Learn.Notebook;

/// <summary>Cuts a command line into words as a shell does: at blanks, with 'single' and "double" quotes and the backslash. Nothing is expanded.</summary>
internal static class CommandWords
{
    /// <summary>The words of a line.</summary>
    /// <exception cref="CellException">A quote is not closed.</exception>
    public static IReadOnlyList<CommandWord> Split(string line)
    {
        var words = Split(line, out var openQuote);
        return openQuote is { } quote ? throw new CellException($"A quote is opened with {quote} and not closed: {line.Trim()}") : words;
    }

    /// <summary>The words of a line that may still be written: the last one may lack its closing quote.</summary>
    /// <param name="line">The line.</param>
    /// <param name="openQuote">The quote that is not closed, or null.</param>
    public static IReadOnlyList<CommandWord> Split(string line, out char? openQuote)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = new List<CommandWord>();
        var word = new StringBuilder();
        var start = -1;
        openQuote = null;
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            if (openQuote is null && char.IsWhiteSpace(character))
            {
                End(i);
                continue;
            }

            start = start < 0 ? i : start;
            if (character == openQuote)
            {
                openQuote = null;
            }
            else if (openQuote is null && character is '\'' or '"')
            {
                openQuote = character;
            }
            else if (character == '\\' && openQuote != '\'' && i + 1 < line.Length && (openQuote is null || line[i + 1] is '"' or '\\' or '$' or '`'))
            {
                word.Append(line[++i]);
            }
            else
            {
                word.Append(character);
            }
        }

        End(line.Length);
        return words;

        void End(int at)
        {
            if (start >= 0)
            {
                words.Add(new CommandWord(word.ToString(), start, at));
                word.Clear();
                start = -1;
            }
        }
    }
}

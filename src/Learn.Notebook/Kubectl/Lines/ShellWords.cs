using System.Text;

namespace Learn.Notebook.Kubectl;

/// <summary>Cuts a line into words as a shell does: blanks separate, quotes and backslashes hold together. There are no variables, pipes or redirections.</summary>
internal sealed class ShellWords
{
    private readonly string line;
    private readonly List<ShellWord> words = [];
    private readonly StringBuilder current = new();
    private int start = -1;
    private char quote;
    private int position;

    private ShellWords(string line) => this.line = line;

    /// <summary>The words of a whole line.</summary>
    /// <exception cref="CellException">A quote is not closed, or the line asks for something that only a shell can do.</exception>
    public static IReadOnlyList<string> Split(string line)
    {
        var reader = new ShellWords(line);
        reader.Read(strict: true);
        return [.. reader.words.Select(word => word.Text)];
    }

    /// <summary>The words of the beginning of a line, the last of which is still being written: it is empty behind a blank.</summary>
    public static IReadOnlyList<ShellWord> SplitUnfinished(string beginning)
    {
        var reader = new ShellWords(beginning);
        if (reader.Read(strict: false))
        {
            return [];
        }

        if (reader.words.Count == 0 || reader.words[^1].End < beginning.Length)
        {
            reader.words.Add(new ShellWord("", beginning.Length, beginning.Length));
        }

        return reader.words;
    }

    // Whether it ended in a comment.
    private bool Read(bool strict)
    {
        for (position = 0; position < line.Length; position++)
        {
            var character = line[position];
            if (quote != '\0')
            {
                ReadQuoted(character);
            }
            else if (char.IsWhiteSpace(character))
            {
                Finish();
            }
            else if (character == '#' && start < 0)
            {
                return true;
            }
            else
            {
                if (strict && IsForShell(character))
                {
                    throw new CellException($"""
                        error: there is no shell here that could do "{line[position..].Trim()}"
                        Put it in quotes if it belongs to the command; write each command on a line of its own; or use a #!sh cell for pipes.
                        """);
                }

                start = start < 0 ? position : start;
                ReadPlain(character);
            }
        }

        if (quote != '\0' && strict)
        {
            throw new CellException($"error: the quote {quote} in this line is not closed: {line.Trim()}");
        }

        Finish();
        return false;
    }

    private void ReadQuoted(char character)
    {
        if (character == quote)
        {
            quote = '\0';
        }
        else if (character == '\\' && quote == '"' && position + 1 < line.Length && line[position + 1] is '"' or '\\' or '$' or '`')
        {
            current.Append(line[++position]);
        }
        else
        {
            current.Append(character);
        }
    }

    private void ReadPlain(char character)
    {
        if (character is '\'' or '"')
        {
            quote = character;
        }
        else if (character == '\\' && position + 1 < line.Length)
        {
            current.Append(line[++position]);
        }
        else
        {
            current.Append(character);
        }
    }

    private bool IsForShell(char character) =>
        character is '|' or ';' or '&' or '`'
        || (character is '>' or '<' && start < 0)
        || (character == '$' && position + 1 < line.Length && line[position + 1] == '(');

    private void Finish()
    {
        if (start >= 0)
        {
            words.Add(new ShellWord(current.ToString(), start, position));
            current.Clear();
            start = -1;
        }
    }
}

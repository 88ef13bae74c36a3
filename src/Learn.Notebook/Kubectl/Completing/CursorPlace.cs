namespace Learn.Notebook.Kubectl;

/// <summary>Where the cursor stands in a command.</summary>
internal sealed class CursorPlace
{
    private CursorPlace(IReadOnlyList<string> before, string begun, int start, int index)
    {
        Begun = begun;
        Start = start;
        Index = index;
        var (leading, rest) = LeadingFlags.Split(before);
        (Command, Words) = CommandOf(rest);
        Before = Command is null ? rest : [.. rest.Take(Words), .. leading, .. rest.Skip(Words)];
        if (Command is not null)
        {
            (Arguments, OpenFlag, IsBehindDashes) = Sort(Command, [.. Before.Skip(Words)]);
        }
    }

    /// <summary>The words before the one at the cursor, from the command on.</summary>
    public IReadOnlyList<string> Before { get; }

    /// <summary>What there is of the word at the cursor, up to the cursor.</summary>
    public string Begun { get; }

    /// <summary>Where that word begins in the text of the question.</summary>
    public int Start { get; }

    /// <summary>The cursor in the text of the question.</summary>
    public int Index { get; }

    /// <summary>The command, where its words stand before the cursor.</summary>
    public KubectlCommand? Command { get; }

    /// <summary>How many words the command has.</summary>
    public int Words { get; }

    /// <summary>The words before the cursor that are no flags and no values of flags.</summary>
    public IReadOnlyList<string> Arguments { get; } = [];

    /// <summary>The flag whose value the word at the cursor is; null for none.</summary>
    public Flag? OpenFlag { get; }

    /// <summary>Whether a lone <c>--</c> stands before the cursor.</summary>
    public bool IsBehindDashes { get; }

    /// <summary>The value of a flag before the cursor.</summary>
    public string? ValueOf(string flag)
    {
        if (Command?.AllFlags.FirstOrDefault(one => one.Name == flag) is not { } wanted)
        {
            return null;
        }

        for (var i = Words; i < Before.Count; i++)
        {
            var word = Before[i];
            if (word.StartsWith($"--{flag}=", StringComparison.Ordinal))
            {
                return word[(flag.Length + 3)..];
            }

            if ((word == $"--{flag}" || word == $"-{wanted.Letter}") && i + 1 < Before.Count)
            {
                return Before[i + 1];
            }

            if (wanted.Letter is { } letter && word.Length > 2 && word[0] == '-' && word[1] == letter)
            {
                return word[2..].TrimStart('=');
            }
        }

        return null;
    }

    /// <summary>The place, or null where no command is written.</summary>
    public static CursorPlace? Of(BlockQuestion question)
    {
        var (line, start) = question.IsInArguments ? (question.Text[..question.Index], 0) : LineUpTo(question.Text, question.Index);
        if (!question.IsInArguments && question.Block.Arguments.Length > 0 && KubectlBlock.ReadsStandardInput(question.Block.Arguments))
        {
            return null;
        }

        var program = KubectlBlock.ProgramLength(line);
        var words = ShellWords.SplitUnfinished(line[program..]);
        if (words.Count == 0)
        {
            return null;
        }

        var last = words[^1];
        var raw = line[(program + last.Start)..];
        // What is within quotes would lose them.
        return raw != last.Text && last.Text.Length > 0
            ? null
            : new CursorPlace([.. words.SkipLast(1).Select(word => word.Text)], last.Text, start + program + last.Start, question.Index);
    }

    // The line that the cursor is in, with those that it continues; and where it would begin were it in one piece.
    private static (string Line, int Start) LineUpTo(string text, int index)
    {
        var begin = text.LastIndexOf('\n', Math.Max(0, index - 1), index) + 1;
        var line = text[begin..index];
        while (begin > 0)
        {
            var before = text.LastIndexOf('\n', Math.Max(0, begin - 2), Math.Max(0, begin - 1)) + 1;
            var above = text[before..(begin - 1)].TrimEnd('\r', ' ');
            if (!above.EndsWith('\\'))
            {
                break;
            }

            line = above[..^1] + line;
            begin = before;
        }

        return (line, index - line.Length);
    }

    private static (KubectlCommand? Command, int Words) CommandOf(IReadOnlyList<string> words)
    {
        for (var count = Math.Min(3, words.Count); count > 0; count--)
        {
            var name = string.Join(' ', words.Take(count));
            if (KubectlCommands.All.FirstOrDefault(command => command.Name == name) is { } found)
            {
                return (found, count);
            }
        }

        return (null, 0);
    }

    private static (List<string> Arguments, Flag? Open, bool IsBehindDashes) Sort(KubectlCommand command, IReadOnlyList<string> words)
    {
        var arguments = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word == "--")
            {
                return (arguments, null, true);
            }

            var flag = word.StartsWith("--", StringComparison.Ordinal) ? command.AllFlags.FirstOrDefault(one => one.Name == word[2..])
                : word.Length == 2 && word[0] == '-' ? command.AllFlags.FirstOrDefault(one => one.Letter == word[1])
                : null;
            if (flag?.TakesNextWord == true)
            {
                if (i + 1 == words.Count)
                {
                    return (arguments, flag, false);
                }

                i++;
            }
            else if (!word.StartsWith('-'))
            {
                arguments.Add(word);
            }
        }

        return (arguments, null, false);
    }
}

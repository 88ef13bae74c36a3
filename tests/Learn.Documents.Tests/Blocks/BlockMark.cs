using System.Text.RegularExpressions;

namespace Learn.Documents.Tests.Blocks;

/// <summary>
/// What a writer says about a block, in a comment above it that readers of the page do not see: <c>&lt;!-- test: WORD DETAIL --&gt;</c>.
/// Without one a block is executed as it stands.
/// </summary>
/// <param name="Kind">The word.</param>
/// <param name="Detail">What stands behind it: a file's name, an exit code, a reason, lines of commands.</param>
internal sealed partial record BlockMark(MarkKind Kind, string Detail = "")
{
    /// <summary>A block without a mark.</summary>
    public static BlockMark None { get; } = new(MarkKind.None);

    /// <summary>Reasons for which a block may be left unexecuted. Its words are checked all the same.</summary>
    public static IReadOnlyList<string> Reasons { get; } =
    [
        "needs a cluster", "needs a container engine", "needs a code host", "needs the old host", "changes the machine", "runs until it is stopped", "takes minutes",
    ];

    private static readonly Dictionary<string, MarkKind> Words = new(StringComparer.Ordinal)
    {
        ["first"] = MarkKind.First,
        ["in"] = MarkKind.In,
        ["file"] = MarkKind.File,
        ["ends with"] = MarkKind.EndsWith,
        ["exercise"] = MarkKind.Exercise,
        ["attempt"] = MarkKind.Attempt,
        ["lesson"] = MarkKind.Lesson,
        ["drawing"] = MarkKind.Drawing,
        ["run by"] = MarkKind.RunBy,
        ["not run:"] = MarkKind.NotRun,
    };

    /// <summary>Reads a comment; null if it is none for the tests.</summary>
    /// <exception cref="FormatException">It is one, and says nothing that is known.</exception>
    public static BlockMark? Read(string comment)
    {
        if (Comment().Match(comment) is not { Success: true } match)
        {
            return null;
        }

        string text = match.Groups["text"].Value.Trim();
        foreach (var (word, kind) in Words)
        {
            if (text == word || text.StartsWith(word + " ", StringComparison.Ordinal) || text.StartsWith(word + "\n", StringComparison.Ordinal))
            {
                var mark = new BlockMark(kind, text[word.Length..].Trim());
                return mark.Kind != MarkKind.NotRun || Reasons.Contains(mark.Detail)
                    ? mark
                    : throw new FormatException($"\"{mark.Detail}\" is no reason; there are: {string.Join(", ", Reasons)}");
            }
        }

        throw new FormatException($"the mark \"{text}\" is not known; there are: {string.Join(", ", Words.Keys)}");
    }

    [GeneratedRegex(@"^<!--\s*test:\s*(?<text>.*?)\s*-->\s*$", RegexOptions.Singleline)]
    private static partial Regex Comment();
}

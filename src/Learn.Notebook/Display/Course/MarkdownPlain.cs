using System.Text;
using System.Text.RegularExpressions;

namespace Learn.Notebook;

/// <summary>The course's texts, which are Markdown, as plain text of <see cref="Width"/> columns: without stars and addresses of links, code as it is.</summary>
internal static partial class MarkdownPlain
{
    /// <summary>The widest line of a text, but for code.</summary>
    public const int Width = 100;

    /// <summary>The text.</summary>
    /// <param name="markdown">The Markdown.</param>
    /// <param name="indent">Blanks before each line.</param>
    public static string Of(string markdown, int indent = 0)
    {
        var text = new StringBuilder();
        var paragraph = new List<string>();
        var isCode = false;
        foreach (var line in NotebookWords.Of(markdown).ReplaceLineEndings("\n").Trim('\n').Split('\n'))
        {
            var begun = line.TrimStart();
            if (begun.StartsWith("```", StringComparison.Ordinal))
            {
                End();
                isCode = !isCode;
            }
            else if (isCode || begun.StartsWith('|'))
            {
                End();
                text.Append(' ', indent + (isCode ? 4 : 0)).Append(line).Append('\n');
            }
            else
            {
                if (begun.Length == 0 || Item().IsMatch(line) || begun.StartsWith('#'))
                {
                    End();
                }

                if (begun.Length == 0)
                {
                    text.Append('\n');
                    continue;
                }

                paragraph.Add(line);
                if (begun.StartsWith('#'))
                {
                    End();
                }
            }
        }

        End();
        return string.Join('\n', text.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd()));

        void End()
        {
            if (paragraph.Count > 0)
            {
                var mark = Item().Match(paragraph[0]) is { Success: true } item ? item.Value : "";
                var words = Bare(string.Join(' ', paragraph.Select((line, index) => (index == 0 ? line[mark.Length..] : line).Trim())));
                text.Append(Wrap(words, new string(' ', indent) + mark, indent + mark.Length)).Append('\n');
                paragraph.Clear();
            }
        }
    }

    /// <summary>Words in lines of at most <see cref="Width"/> columns.</summary>
    /// <param name="words">The words.</param>
    /// <param name="first">What stands before the first of them.</param>
    /// <param name="indent">Blanks before the other lines.</param>
    public static string Wrap(string words, string first = "", int indent = 0)
    {
        var text = new StringBuilder(first);
        var column = first.Length;
        var isFresh = true;
        foreach (var word in words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isFresh && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', indent);
                column = indent;
                isFresh = true;
            }

            text.Append(isFresh ? "" : " ").Append(word);
            column += word.Length + (isFresh ? 0 : 1);
            isFresh = false;
        }

        return text.ToString();
    }

    private static string Bare(string text) => Link().Replace(Heading().Replace(text, ""), "${text}").Replace("**", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(?:[-*+]|\d+\.)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"^#+\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"!?\[(?<text>[^\]]*)\]\([^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}

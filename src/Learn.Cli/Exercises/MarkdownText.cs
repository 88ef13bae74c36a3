using Spectre.Console;

namespace Learn.Cli.Exercises;

/// <summary>Markdown for reading in a terminal: paragraphs broken at words, headings bold, everything else as it stands.</summary>
internal static class MarkdownText
{
    private const int Narrowest = 40;

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, string markdown)
    {
        bool isCode = false;
        foreach (string line in markdown.TrimEnd().Split('\n'))
        {
            bool isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            if (isFence)
            {
                continue;
            }

            if (isCode || line.StartsWith('|'))
            {
                console.WriteLine(isCode ? $"    {line}" : line, Style.Plain);
            }
            else if (line.StartsWith('#'))
            {
                console.MarkupLine($"[bold]{Markup.Escape(line.TrimStart('#').Trim())}[/]");
            }
            else
            {
                string lead = LeadOf(line);
                foreach (string part in Wrap(line[lead.Length..], console.Profile.Width - lead.Length))
                {
                    console.WriteLine(lead + part.Replace("**", "", StringComparison.Ordinal));
                    lead = new string(' ', lead.Length);
                }
            }
        }
    }

    /// <summary>A text in lines that are not longer than a width, where words allow it.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        width = Math.Max(width, Narrowest);
        while (text.Length > width)
        {
            int place = text.LastIndexOf(' ', width);
            place = place <= 0 ? text.IndexOf(' ', StringComparison.Ordinal) : place;
            if (place <= 0)
            {
                break;
            }

            yield return text[..place].TrimEnd();
            text = text[(place + 1)..].TrimStart();
        }

        yield return text;
    }

    // What stands before the words of a line: spaces, the sign of a list or of a quotation.
    private static string LeadOf(string line)
    {
        int length = line.Length - line.TrimStart().Length;
        string rest = line[length..];
        int sign = rest.StartsWith("- ", StringComparison.Ordinal) || rest.StartsWith("* ", StringComparison.Ordinal) || rest.StartsWith("> ", StringComparison.Ordinal) ? 2
            : rest.Length > 2 && char.IsDigit(rest[0]) && rest.IndexOf(". ", StringComparison.Ordinal) is var dot and > 0 and < 3 ? dot + 2
            : 0;
        return line[..(length + sign)];
    }
}

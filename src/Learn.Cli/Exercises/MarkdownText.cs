using System.Text;
using Spectre.Console;

namespace Learn.Cli.Exercises;

/// <summary>Markdown for reading in a terminal: paragraphs broken at words, headings bold, everything else as it stands.</summary>
internal static class MarkdownText
{
    private const int Narrowest = 40;

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, string markdown)
    {
        var paragraph = new StringBuilder();
        bool isCode = false;
        foreach (string line in markdown.TrimEnd().Split('\n'))
        {
            bool isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            bool standsAlone = isCode || isFence || line.StartsWith('|') || line.StartsWith('#') || line.Trim().Length == 0;
            if (!standsAlone && paragraph.Length > 0 && SignOf(line) == 0)
            {
                paragraph.Append(' ').Append(line.Trim());
                continue;
            }

            End(console, paragraph);
            isCode ^= isFence;
            if (!standsAlone)
            {
                paragraph.Append(line.TrimEnd());
            }
            else if (line.StartsWith('#') && !isCode)
            {
                console.MarkupLine($"[bold]{Markup.Escape(line.TrimStart('#').Trim())}[/]");
            }
            else if (!isFence)
            {
                console.WriteLine(isCode ? $"    {line}" : line);
            }
        }

        End(console, paragraph);
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

    private static void End(IAnsiConsole console, StringBuilder paragraph)
    {
        if (paragraph.Length > 0)
        {
            string text = paragraph.ToString();
            int indent = text.Length - text.TrimStart().Length + SignOf(text);
            string lead = text[..indent];
            foreach (string part in Wrap(text[indent..].Replace("**", "", StringComparison.Ordinal), console.Profile.Width - indent))
            {
                console.WriteLine(lead + part);
                lead = lead.TrimStart().StartsWith('>') ? lead : new string(' ', indent);
            }

            paragraph.Clear();
        }
    }

    // How long the sign of a list or of a quotation is, at the beginning of a line; 0 if it has none.
    private static int SignOf(string line)
    {
        string rest = line.TrimStart();
        int digits = rest.TakeWhile(char.IsAsciiDigit).Count();
        return rest.StartsWith("- ", StringComparison.Ordinal) || rest.StartsWith("* ", StringComparison.Ordinal) || rest.StartsWith("> ", StringComparison.Ordinal) ? 2
            : digits is > 0 and < 3 && rest.AsSpan(digits).StartsWith(". ") ? digits + 2
            : 0;
    }
}

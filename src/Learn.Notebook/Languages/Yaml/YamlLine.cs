using System.Text.RegularExpressions;

namespace Learn.Notebook;

/// <summary>A line of a manifest that may still be written: what its indentation says, without regard to the rest of the text.</summary>
/// <param name="Dashes">Columns of the hyphens of list elements that begin in this line.</param>
/// <param name="Column">Where its text starts, behind hyphens.</param>
/// <param name="Key">The key, or null where there is none (yet).</param>
/// <param name="ValueStart">Where the value starts, behind the colon and blanks; -1 without a colon.</param>
/// <param name="Text">The line.</param>
internal sealed partial record YamlLine(IReadOnlyList<int> Dashes, int Column, string? Key, int ValueStart, string Text)
{
    /// <summary>Whether there is nothing but blanks and a comment.</summary>
    public bool IsBlank => Column >= Text.Length || Text[Column] == '#';

    /// <summary>The value as written, without a comment; empty without one.</summary>
    public string Value => ValueStart < 0 ? "" : Comment().Replace(Text[ValueStart..], "").Trim();

    /// <summary>Whether it separates documents.</summary>
    public bool IsSeparator => Text.StartsWith("---", StringComparison.Ordinal);

    public static YamlLine Of(string line)
    {
        var column = 0;
        var dashes = new List<int>();
        while (column < line.Length && (line[column] == ' ' || line[column] == '-' && (column + 1 == line.Length || line[column + 1] == ' ')))
        {
            if (line[column] == '-')
            {
                dashes.Add(column);
            }

            column++;
        }

        var entry = Entry().Match(line, column);
        return entry.Success
            ? new YamlLine(dashes, column, entry.Groups["key"].Value.Trim('"', '\''), entry.Index + entry.Length, line)
            : new YamlLine(dashes, column, null, -1, line);
    }

    [GeneratedRegex(@"\G(?<key>""[^""]*""|'[^']*'|[^\s:#{}\[\],""'][^:#{}\[\],]*?)\s*:(?:[ \t]+|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Entry();

    [GeneratedRegex(@"(?:^|\s)#.*$", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();
}

using System.Text.RegularExpressions;

namespace Learn.Notebook;

/// <summary>Cuts a cell into blocks at its selector lines (<c>#!name …</c>, <c>%%name …</c>).</summary>
internal static partial class CellSplitter
{
    /// <summary>The blocks, in order. A stretch of nothing but white space without a selector line is left out; an empty cell has no block.</summary>
    /// <param name="text">The cell's text.</param>
    /// <param name="isLanguage">Whether a name is a language's; other <c>#!</c> and <c>%%</c> lines stay where they are.</param>
    public static IReadOnlyList<CellBlock> Split(string text, Func<string, bool> isLanguage)
    {
        ArgumentNullException.ThrowIfNull(text);
        var selectors = SelectorLine().Matches(text).Where(match => isLanguage(match.Groups["name"].Value)).ToList();
        var blocks = new List<CellBlock>();
        var firstEnd = selectors.Count > 0 ? selectors[0].Index : text.Length;
        if (!string.IsNullOrWhiteSpace(text[..firstEnd]))
        {
            blocks.Add(new CellBlock(null, "", text[..firstEnd]));
        }

        for (var i = 0; i < selectors.Count; i++)
        {
            var end = i + 1 < selectors.Count ? selectors[i + 1].Index : text.Length;
            blocks.Add(BlockOf(text, selectors[i], end));
        }

        return blocks;
    }

    private static CellBlock BlockOf(string text, Match selector, int end)
    {
        var raw = selector.Groups["arguments"];
        var start = Math.Min(selector.Index + selector.Length, end);
        string? name = null;
        var arguments = ResultOption().Replace(raw.Value, match =>
        {
            name = match.Groups["name"].Value;
            return "";
        });
        return new CellBlock(selector.Groups["name"].Value, arguments.Trim(), text[start..end])
        {
            ResultName = name,
            RawArguments = raw.Value,
            ArgumentsStart = raw.Index,
            CodeStart = start,
            LinesBefore = text.AsSpan(0, start).Count('\n'),
        };
    }

    [GeneratedRegex(@"^[ \t]*(?:#!|%%)(?<name>[A-Za-z][\w#-]*)(?<arguments>[^\r\n]*)(?:\r?\n|\z)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SelectorLine();

    [GeneratedRegex(@"(?:^|(?<=\s))--as(?:=|\s+)(?<name>[A-Za-z_]\w*)(?=\s|$)\s*", RegexOptions.CultureInvariant)]
    private static partial Regex ResultOption();
}

using System.Text.RegularExpressions;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Completes the name in a selector line.</summary>
internal static partial class SelectorCompletion
{
    /// <summary>The names that fit, or null where the cursor is not in such a name.</summary>
    public static CompletionResult? At(string code, int cursor, IEnumerable<ICellLanguage> languages)
    {
        var lineStart = code.LastIndexOf('\n', Math.Max(0, cursor - 1), cursor) + 1;
        if (SelectorName().Match(code[lineStart..cursor]) is not { Success: true } begun)
        {
            return null;
        }

        var name = begun.Groups["name"].Value;
        var matches = languages
            .Where(language => language.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .Select(language => new CompletionMatch(begun.Groups["sign"].Value + language.Name, "keyword", language.Summary))
            .ToList();
        return new CompletionResult(matches, CodePoints.FromIndex(code, lineStart + begun.Groups["sign"].Index), CodePoints.FromIndex(code, cursor));
    }

    [GeneratedRegex(@"^[ \t]*(?<sign>#!|%%)(?<name>[\w#-]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex SelectorName();
}

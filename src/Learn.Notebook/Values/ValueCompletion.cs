using System.Text.RegularExpressions;
using Learn.Jupyter;
using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>Completes the name in <c>{{name}}</c>.</summary>
internal static partial class ValueCompletion
{
    /// <summary>The variables that fit, or null where the cursor is not in such a place.</summary>
    public static CompletionResult? At(string code, int cursor, CSharpEngine engine)
    {
        var lineStart = code.LastIndexOf('\n', Math.Max(0, cursor - 1), cursor) + 1;
        if (Begun().Match(code[lineStart..cursor]) is not { Success: true } begun)
        {
            return null;
        }

        var name = begun.Groups["name"];
        var matches = engine.Variables
            .Where(variable => variable.Name.StartsWith(name.Value, StringComparison.OrdinalIgnoreCase))
            .OrderBy(variable => variable.Name, StringComparer.Ordinal)
            .Select(variable => new CompletionMatch(variable.Name, "variable", TypeName.Of(variable.Type)))
            .ToList();
        return new CompletionResult(matches, CodePoints.FromIndex(code, lineStart + name.Index), CodePoints.FromIndex(code, cursor));
    }

    [GeneratedRegex(@"\{\{\s*(?<name>\w*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Begun();
}

using System.Text.RegularExpressions;

namespace Learn.Notebook;

/// <summary>The course's texts name a cell, and in brackets the command for a terminal. In a notebook the brackets are left out.</summary>
internal static partial class NotebookWords
{
    /// <summary>The text without <c>(terminal: `learn …`)</c>.</summary>
    public static string Of(string text) => InTerminals().Replace(text, "");

    [GeneratedRegex(@"\s*\((?:in\s+a\s+)?terminal:?\s+`[^`]*`\)", RegexOptions.CultureInvariant)]
    private static partial Regex InTerminals();
}

using System.Text.RegularExpressions;

namespace Learn.Notebook;

/// <summary>Text that was written for a terminal.</summary>
internal static partial class TerminalText
{
    /// <summary>The text without colours, cursor movements and titles.</summary>
    public static string Plain(string text) => Escapes().Replace(text, "");

    [GeneratedRegex(@"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[@-Z\\-_])", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Learn.Sandbox;

/// <summary>Finds the line that a batch program refused.</summary>
internal static partial class BatchError
{
    /// <summary>The offending line in words, or null if the program named none.</summary>
    public static string? Offending(string error, IReadOnlyList<string> lines)
    {
        // "Command failed -:3", counted from 1.
        var match = Place().Match(error);
        return match.Success && int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var line) && line >= 1 && line <= lines.Count
            ? $"line {line}: {lines[line - 1]}"
            : null;
    }

    [GeneratedRegex(@"Command failed -:(\d+)")]
    private static partial Regex Place();
}

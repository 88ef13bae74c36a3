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
        var place = Place().Match(error);
        if (place.Success && int.TryParse(place.Groups[1].Value, CultureInfo.InvariantCulture, out var line) && line >= 1 && line <= lines.Count)
        {
            return $"line {line}: {lines[line - 1]}";
        }

        // Some errors end ip before it can say where; the argument at fault leads to the line.
        if (Argument().Match(error) is { Success: true } argument)
        {
            for (var i = 0; i < lines.Count; i++)
            {
                if (lines[i].Split(' ').Contains(argument.Groups[1].Value, StringComparer.Ordinal))
                {
                    return $"line {i + 1}: {lines[i]}";
                }
            }
        }

        return null;
    }

    [GeneratedRegex("argument \"([^\"]+)\" is wrong")]
    private static partial Regex Argument();

    [GeneratedRegex(@"Command failed -:(\d+)")]
    private static partial Regex Place();
}

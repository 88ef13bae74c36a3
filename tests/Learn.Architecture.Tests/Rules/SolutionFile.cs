using System.Text.RegularExpressions;

namespace Learn.Architecture.Tests.Rules;

/// <summary>The projects that a classic solution file names.</summary>
internal static partial class SolutionFile
{
    /// <summary>Their paths from the solution file, with slashes.</summary>
    public static IReadOnlyList<string> Projects(string text) =>
        [.. ProjectLine().Matches(text).Select(match => match.Groups["path"].Value.Replace('\\', '/'))];

    [GeneratedRegex("""^Project\("\{[^}]+\}"\) = "[^"]+", "(?<path>[^"]+\.csproj)",""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}

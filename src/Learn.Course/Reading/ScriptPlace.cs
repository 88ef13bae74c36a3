using System.Text.RegularExpressions;

namespace Learn.Course;

/// <summary>Where a script runs: its first comments say so (<c># on: node/node-1</c>).</summary>
internal static partial class ScriptPlace
{
    /// <summary>The place; null if no comment at the head says one.</summary>
    public static string? Of(string script) => script.Split('\n').TakeWhile(line => line.Length == 0 || line.StartsWith('#'))
        .Select(line => Line().Match(line)).FirstOrDefault(match => match.Success)?.Groups["place"].Value;

    [GeneratedRegex(@"^#\s*on:\s*(?<place>\S+)\s*$")]
    private static partial Regex Line();
}

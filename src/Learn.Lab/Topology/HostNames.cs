using System.Text.RegularExpressions;

namespace Learn;

/// <summary>Which names the nodes and clients of a lab may have.</summary>
internal static partial class HostNames
{
    /// <summary>The rule in words (RFC 1123).</summary>
    public const string Rule = "1–63 lower-case letters, digits and hyphens, the first and the last no hyphen";

    /// <summary>Whether a name is allowed.</summary>
    public static bool IsValid(string name) => Label().IsMatch(name);

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", RegexOptions.NonBacktracking)]
    private static partial Regex Label();
}

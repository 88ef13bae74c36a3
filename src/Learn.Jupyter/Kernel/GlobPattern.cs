using System.Text;
using System.Text.RegularExpressions;

namespace Learn.Jupyter;

/// <summary>
/// A pattern of <c>history_request</c>, as SQLite's GLOB reads it, in which IPython keeps its history: <c>*</c>, <c>?</c>, <c>[a-z]</c> and <c>[^a-z]</c>,
/// for the whole text, upper and lower case apart.
/// </summary>
internal sealed class GlobPattern
{
    private readonly Regex expression;

    public GlobPattern(string pattern)
    {
        var translated = new StringBuilder("^");
        for (var at = 0; at < pattern.Length; at++)
        {
            at = Append(translated, pattern, at);
        }

        // Without backtracking: a pattern takes no more time than its text is long.
        expression = new Regex(translated.Append("\\z").ToString(), RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    public bool Matches(string text) => expression.IsMatch(text);

    /// <summary>Translates what stands at a place.</summary>
    /// <returns>The place of its last character.</returns>
    private static int Append(StringBuilder translated, string pattern, int at)
    {
        switch (pattern[at])
        {
            case '*':
                translated.Append(".*");
                return at;
            case '?':
                translated.Append('.');
                return at;
            case '[' when EndOfSet(pattern, at) is var end and > 0 && IsInOrder(pattern.AsSpan(at + 1, end - at - 1)):
                var isOthers = pattern[at + 1] == '^';
                var members = pattern[(at + (isOthers ? 2 : 1))..end].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)
                    .Replace("]", "\\]", StringComparison.Ordinal).Replace("^", "\\^", StringComparison.Ordinal);
                translated.Append(isOthers ? "[^" : "[").Append(members).Append(']');
                return end;
            default:
                translated.Append(Regex.Escape(pattern[at].ToString()));
                return at;
        }
    }

    // A bracket that stands first belongs to the set.
    private static int EndOfSet(string pattern, int start)
    {
        var first = start + 1 < pattern.Length && pattern[start + 1] == '^' ? start + 2 : start + 1;
        return first + 1 < pattern.Length ? pattern.IndexOf(']', first + 1) : -1;
    }

    // [z-a] is no set of anything; it is taken as it stands.
    private static bool IsInOrder(ReadOnlySpan<char> members)
    {
        for (var at = 1; at < members.Length - 1; at++)
        {
            if (members[at] == '-' && members[at - 1] > members[at + 1])
            {
                return false;
            }
        }

        return true;
    }
}

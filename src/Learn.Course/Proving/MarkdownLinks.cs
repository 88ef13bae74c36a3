using System.Text.RegularExpressions;

namespace Learn.Course;

/// <summary>Links and headings in Markdown.</summary>
internal static partial class MarkdownLinks
{
    /// <summary>The targets of its links and pictures.</summary>
    public static IEnumerable<string> TargetsIn(string markdown)
    {
        string text = WithoutCode(markdown);
        return Inline().Matches(text).Concat(Reference().Matches(text)).Concat(Html().Matches(text)).Select(match => match.Groups["target"].Value);
    }

    /// <summary>The anchors of its headings: as code hosts make them, and as Jupyter does; and those that are written as such.</summary>
    public static IEnumerable<string> AnchorsIn(string markdown)
    {
        foreach (Match heading in Heading().Matches(Fence().Replace(markdown, "")))
        {
            string words = LinkText().Replace(heading.Groups["text"].Value.Trim(), "${text}").Replace("`", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal);
            yield return Punctuation().Replace(words.ToLowerInvariant(), "").Replace(' ', '-');
            yield return words.Replace(' ', '-');
        }

        foreach (Match anchor in NamedAnchor().Matches(markdown))
        {
            yield return anchor.Groups["name"].Value;
        }
    }

    /// <summary>A text without blocks and spans of code, in which nothing is a link.</summary>
    public static string WithoutCode(string markdown) => CodeSpan().Replace(Fence().Replace(markdown, ""), "");

    [GeneratedRegex(@"\]\(\s*<?(?<target>[^)\s>]+)>?(\s+""[^""]*"")?\s*\)")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^\s{0,3}\[[^\]]+\]:\s*<?(?<target>[^\s>]+)", RegexOptions.Multiline)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\b(href|src|srcset)=[""'](?<target>[^""']+)[""']", RegexOptions.IgnoreCase)]
    private static partial Regex Html();

    [GeneratedRegex(@"^\s{0,3}#{1,6}\s+(?<text>.+?)\s*#*\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M}_ -]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\b(id|name)=[""'](?<name>[^""']+)[""']", RegexOptions.IgnoreCase)]
    private static partial Regex NamedAnchor();

    [GeneratedRegex(@"^(?<fence>```+|~~~+)[^\n]*\n.*?^\k<fence>[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<ticks>`+)(?!`).+?(?<!`)\k<ticks>(?!`)", RegexOptions.Singleline)]
    private static partial Regex CodeSpan();
}

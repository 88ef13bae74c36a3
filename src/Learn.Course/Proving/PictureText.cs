using System.Text.RegularExpressions;

namespace Learn.Course;

/// <summary>Pictures in Markdown, and whether they say in words what they show.</summary>
internal static partial class PictureText
{
    /// <summary>The first picture without alt text; null if all have it.</summary>
    public static string? FirstWithout(string markdown)
    {
        string text = MarkdownLinks.WithoutCode(markdown);
        return Markdown().Matches(text).FirstOrDefault(match => match.Groups["alt"].Value.Trim().Length == 0)?.Value
            ?? Html().Matches(text).FirstOrDefault(match => !Alt().IsMatch(match.Value))?.Value;
    }

    [GeneratedRegex(@"!\[(?<alt>[^\]]*)\]\([^)]*\)")]
    private static partial Regex Markdown();

    [GeneratedRegex("<img\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Html();

    [GeneratedRegex("\\balt=[\"'][^\"']*\\S[^\"']*[\"']", RegexOptions.IgnoreCase)]
    private static partial Regex Alt();
}

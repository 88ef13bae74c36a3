using System.Text.RegularExpressions;

namespace Learn.Notebook;

/// <summary>
/// Keeps the style sheet of Microsoft.DotNet.Interactive.Formatting to the output that brings it. It has rules such as <c>table td</c>, which would
/// change every table of the page.
/// </summary>
internal static partial class ScopedStyle
{
    private const string Scope = "learn-dni";

    /// <summary>The same HTML with the library's rules scoped; other HTML as it is.</summary>
    public static string Apply(string html)
    {
        if (!html.Contains(".dni-", StringComparison.Ordinal) || !StyleElement().IsMatch(html))
        {
            return html;
        }

        var scoped = StyleElement().Replace(html, element => element.Groups["css"].Value.Contains(".dni-", StringComparison.Ordinal)
            ? $"<style>{Rule().Replace(element.Groups["css"].Value, ScopeRule)}</style>"
            : element.Value);
        return $"<div class=\"{Scope}\">{scoped}</div>";
    }

    private static string ScopeRule(Match rule)
    {
        var selectors = rule.Groups["selectors"].Value.Split(',').Select(selector => $".{Scope} {selector.Trim()}");
        return $"{string.Join(',', selectors)}{{{White().Replace(rule.Groups["body"].Value, " ").Trim()}}}";
    }

    [GeneratedRegex(@"<style[^>]*>(?<css>.*?)</style>", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StyleElement();

    [GeneratedRegex(@"\s*(?<selectors>[^{}]+?)\s*\{(?<body>[^{}]*)\}\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex White();
}

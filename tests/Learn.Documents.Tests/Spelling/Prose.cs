using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learn.Documents.Tests.Spelling;

/// <summary>The words that somebody wrote for people to read: no code, no addresses, no templates.</summary>
internal static partial class Prose
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UsePreciseSourceLocation().Build();

    /// <summary>The words with their lines, counted from 1.</summary>
    public static IEnumerable<(string Word, int Line)> WordsOf(string markdown) =>
        from text in Markdown.Parse(Template().Replace(markdown, " "), Pipeline).Descendants<LiteralInline>()
        where text.Parent is not LinkInline { IsAutoLink: true }
        from Match word in Word().Matches(Name().Replace(text.Content.ToString(), " "))
        where !word.Value.Skip(1).Any(char.IsUpper)
        select (word.Value, text.Line + 1);

    // Values of a lesson or an exercise are only known when it is taken.
    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.Singleline)]
    private static partial Regex Template();

    // Names of files, packages and machines, options, cells, and whatever has a digit in it.
    [GeneratedRegex(@"#!\S+|(?<!\w)--?\w[\w-]*|[\w/.-]*\w[./_:]\w[\w/.-]*|\S*\d\S*")]
    private static partial Regex Name();

    // Without the end of a genitive; what has capitals within it is a name, as of a kind or a program.
    [GeneratedRegex(@"\p{L}{2,}(?:'(?!s\b)\p{L}+)*")]
    private static partial Regex Word();
}

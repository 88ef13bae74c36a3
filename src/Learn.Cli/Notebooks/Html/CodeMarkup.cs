using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Learn.Cli.Notebooks.Html;

/// <summary>A cell's code with a little colour: words of C#, texts, comments, and the lines that choose a language. Not a parser.</summary>
internal static partial class CodeMarkup
{
    /// <summary>The code, safe for a page.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="language">The language of the cell's first lines; null for C#.</param>
    public static string Write(string code, string? language)
    {
        var html = new StringBuilder();
        var isCSharp = language is null or "csharp" or "c#" or "C#" or "cs";
        foreach (var line in SplitAtSelectors().Split(code))
        {
            if (Selector().Match(line) is { Success: true } selector)
            {
                isCSharp = selector.Groups["name"].Value is "csharp" or "c#" or "cs";
                html.Append("<span class=\"selector\">").Append(WebUtility.HtmlEncode(line)).Append("</span>");
            }
            else
            {
                Append(html, line, isCSharp ? CSharp() : Other());
            }
        }

        return html.ToString();
    }

    private static void Append(StringBuilder html, string code, Regex words)
    {
        var last = 0;
        foreach (Match word in words.Matches(code))
        {
            var kind = word.Groups.Values.Skip(1).First(group => group.Success).Name;
            html.Append(WebUtility.HtmlEncode(code[last..word.Index]))
                .Append("<span class=\"").Append(kind).Append("\">").Append(WebUtility.HtmlEncode(word.Value)).Append("</span>");
            last = word.Index + word.Length;
        }

        html.Append(WebUtility.HtmlEncode(code[last..]));
    }

    [GeneratedRegex(@"(?m)(^[ \t]*(?:#!|%%)[A-Za-z][^\n]*\n?)", RegexOptions.CultureInvariant)]
    private static partial Regex SplitAtSelectors();

    [GeneratedRegex(@"^[ \t]*(?:#!|%%)(?<name>[A-Za-z][\w#-]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Selector();

    [GeneratedRegex(
        """(?<comment>//[^\n]*|/\*.*?\*/)|(?<text>[$@]*"{3,}.*?"{3,}|[$@]*"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])')|(?<number>\b[0-9][\w.]*)|(?<keyword>\b(?:abstract|as|async|await|bool|break|byte|case|catch|char|class|const|continue|decimal|default|delegate|do|double|else|enum|event|false|finally|fixed|float|for|foreach|from|get|if|in|init|int|interface|internal|is|let|lock|long|namespace|new|not|null|object|or|and|orderby|out|override|params|partial|private|protected|public|readonly|record|ref|return|sealed|select|set|static|string|struct|switch|this|throw|true|try|typeof|uint|ulong|using|var|virtual|void|when|where|while|with|yield)\b)""",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex CSharp();

    [GeneratedRegex("""(?<comment>(?<=^|\s)#[^\n]*)|(?<text>"(?:\\.|[^"\\\n])*"|'[^'\n]*')|(?<keyword>(?<=^[ \t]*(?:-[ \t]+)*)[\w.\/-]+(?=:(?:\s|$)))""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}

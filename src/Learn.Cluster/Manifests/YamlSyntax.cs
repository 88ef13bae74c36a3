using YamlDotNet.Core;

namespace Learn.Cluster;

/// <summary>What the YAML parser cannot say to a learner by itself.</summary>
internal static class YamlSyntax
{
    /// <summary>JSON may be indented with tabs, YAML may not; inside JSON texts a bare tab is not allowed anyway.</summary>
    public static string Prepare(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..] ? text.Replace('\t', ' ') : text;

    /// <summary>Place and explanation of a syntax error, for the whole text.</summary>
    public static (ManifestPosition Position, string Message) Explain(ManifestPart part, YamlException problem)
    {
        var line = Math.Max(1, (int)problem.Start.Line);
        var column = Math.Max(1, (int)problem.Start.Column);
        var lines = part.Text.Split('\n');

        // The parser stumbles over a tab near the tab, but not always in its line.
        for (var candidate = Math.Max(1, line - 1); candidate <= lines.Length; candidate++)
        {
            if (FindIndentingTab(lines[candidate - 1]) is { } tab)
            {
                return (new(candidate + part.FirstLine - 1, tab + 1), "a tab is used for indentation; YAML allows only spaces there");
            }
        }

        var message = problem.Message.TrimEnd('.');
        if (line <= lines.Length && column <= lines[line - 1].Length && lines[line - 1][column - 1] is '@' or '`' or '%')
        {
            message += "; put text that begins with this character in quotes";
        }

        return (new(line + part.FirstLine - 1, column), $"this is not YAML: {message}");
    }

    private static int? FindIndentingTab(string line)
    {
        var indentation = line.Length - line.AsSpan().TrimStart().Length;
        var tab = line.AsSpan(0, indentation).IndexOf('\t');
        return tab >= 0 && indentation < line.TrimEnd('\r').Length ? tab : null;
    }
}

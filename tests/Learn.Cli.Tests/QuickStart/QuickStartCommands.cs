using System.Text.RegularExpressions;

namespace Learn.Cli.Tests.QuickStart;

/// <summary>The commands of a section of a README: the lines of the shell blocks under its heading, as they stand there.</summary>
internal static partial class QuickStartCommands
{
    public static IReadOnlyList<string> Read(string markdown, string heading = "Quick start")
    {
        var section = Regex.Match(markdown, $@"^## {Regex.Escape(heading)}\s*$.*?(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        return !section.Success
            ? throw new FormatException($"there is no section \"{heading}\"")
            : [.. from Match block in ShellBlock().Matches(section.Value)
                  from line in block.Groups["lines"].Value.Split('\n')
                  where line.Trim().Length > 0
                  select line];
    }

    [GeneratedRegex(@"^```(?:sh|bash|shell|console)\n(?<lines>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}

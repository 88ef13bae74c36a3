using System.Text.RegularExpressions;

namespace Learn.Cli.Tests.QuickStart;

/// <summary>The commands of a README's quick start: the lines of the shell blocks under its heading, as they stand there.</summary>
internal static partial class QuickStartCommands
{
    public static IReadOnlyList<string> Read(string markdown)
    {
        var section = Section().Match(markdown);
        return !section.Success
            ? throw new FormatException("there is no section \"Quick start\"")
            : [.. from Match block in ShellBlock().Matches(section.Value)
                  from line in block.Groups["lines"].Value.Split('\n')
                  where line.Trim().Length > 0
                  select line];
    }

    [GeneratedRegex(@"^## Quick start\s*$.*?(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^```(?:sh|bash|shell|console)\n(?<lines>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}

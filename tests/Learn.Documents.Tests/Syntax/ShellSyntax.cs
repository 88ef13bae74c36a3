using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Learn.Documents.Tests.Syntax;

/// <summary>Shell commands that are not run: bash must understand them, and every command and option of <c>learn</c> must be there.</summary>
internal static partial class ShellSyntax
{
    /// <summary>What is wrong with a block; null if nothing is.</summary>
    public static string? Problem(string text)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        bash.StandardInput.Write(text);
        bash.StandardInput.Close();
        string error = bash.StandardError.ReadToEnd();
        bash.WaitForExit();
        return bash.ExitCode != 0 ? error : LearnCommands(text).Select(CommandTree.Problem).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>The words behind each <c>learn</c> of a block.</summary>
    public static IEnumerable<IReadOnlyList<string>> LearnCommands(string text) =>
        from Match match in Learn().Matches(text.Replace("\\\n", " ", StringComparison.Ordinal))
        select (IReadOnlyList<string>)[.. Word().Matches(match.Groups["words"].Value).Select(word => word.Value.Trim('\'', '"', '[', ']'))];

    [GeneratedRegex(@"(?:^|[|;&(]|\bsudo|=\S+)[ \t]*(?:\./)?learn[ \t]+(?<words>[^\n#|;&>)]*)", RegexOptions.Multiline)]
    private static partial Regex Learn();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\S+")]
    private static partial Regex Word();
}

using System.Text.RegularExpressions;

namespace Learn.Cli.Tests.QuickStart;

/// <summary>./learn help and the README's table name the commands that there are.</summary>
public sealed partial class HelpTests
{
    /// <summary>These the wrapper does itself.</summary>
    private static readonly string[] OfTheWrapper = ["test", "setup", "help"];

    [Theory]
    [InlineData("README.md")]
    [InlineData("eng/wrapper/help.txt")]
    public async Task Every_command_is_listed_and_no_other(string document)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(0, await LearnCommandLine.RunAsync(["--help"], output, error, TestContext.Current.CancellationToken));
        var commands = CommandLine().Matches(CommandsSection().Match(output.ToString()).Value).Select(match => match.Groups["word"].Value).ToList();
        Assert.Contains("demo", commands);

        var listed = Listed().Matches(await File.ReadAllTextAsync(PathTo(document), TestContext.Current.CancellationToken)).Select(match => match.Groups["word"].Value);
        Assert.Equal(commands.Concat(OfTheWrapper).Order(StringComparer.Ordinal), listed.Distinct().Order(StringComparer.Ordinal));
    }

    private static string PathTo(string document)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Learn.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, document);
    }

    [GeneratedRegex(@"^Commands:\s*$.*", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CommandsSection();

    [GeneratedRegex(@"^  (?<word>[a-z]+)", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"^(?:\| `|  )\./learn (?<word>[a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Listed();
}

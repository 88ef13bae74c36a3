using System.Text.RegularExpressions;
using Learn.Architecture.Tests.Reading;
using Learn.Documents.Tests.Syntax;

namespace Learn.Documents.Tests.Commands;

/// <summary>./learn help and the README's table name the commands that there are.</summary>
public sealed partial class HelpTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("eng/wrapper/help.txt")]
    public void Every_command_is_listed_and_no_other(string document)
    {
        var commands = CommandTree.Root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToList();
        Assert.Contains("demo", commands);

        var listed = Listed().Matches(Repository.Read(document)).Select(match => match.Groups["word"].Value);
        Assert.Equal(commands.Concat(CommandTree.OfTheWrapper).Order(StringComparer.Ordinal), listed.Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^(?:\| `|  )\./learn (?<word>[a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Listed();
}

using Learn.Architecture.Tests.Reading;
using Learn.Documents.Tests.Syntax;

namespace Learn.Documents.Tests.Commands;

/// <summary>The reference of the commands says what the commands say. <c>LEARN_ACCEPT=1</c> writes the page anew.</summary>
public sealed class CommandPageTests
{
    private const string Page = "docs/commands.md";

    [Fact]
    public async Task The_page_about_commands_says_what_the_program_says()
    {
        string page = CommandPage.Write(CommandTree.Root);
        if (Environment.GetEnvironmentVariable("LEARN_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(Repository.PathTo(Page), page, TestContext.Current.CancellationToken);
        }

        Assert.Equal(page, Documents.Read(Page));
    }

    [Fact]
    public void Every_command_and_every_option_says_what_it_does()
    {
        var silent = new List<string>();
        Look(CommandTree.Root, "learn");
        Assert.Empty(silent);

        void Look(System.CommandLine.Command command, string path)
        {
            silent.AddRange(from symbol in command.Options.Cast<System.CommandLine.Symbol>().Concat(command.Arguments).Append(command)
                            where !symbol.Hidden && string.IsNullOrWhiteSpace(symbol.Description)
                            select $"{path}: {symbol.Name}");
            foreach (var below in command.Subcommands.Where(each => !each.Hidden))
            {
                Look(below, $"{path} {below.Name}");
            }
        }
    }
}

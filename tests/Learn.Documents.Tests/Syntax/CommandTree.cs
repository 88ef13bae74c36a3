using System.CommandLine;
using Learn.Cli;

namespace Learn.Documents.Tests.Syntax;

/// <summary>The commands that there are, and whether a command line in a document could be one: its words and its options, not the values that it has for a reader to put in.</summary>
internal static class CommandTree
{
    /// <summary>These the wrapper does itself.</summary>
    public static IReadOnlyList<string> OfTheWrapper { get; } = ["test", "setup", "help"];

    /// <summary>The tree.</summary>
    public static RootCommand Root { get; } = LearnCommandLine.BuildRoot(TextWriter.Null, TextWriter.Null);

    /// <summary>What is wrong with the words behind <c>learn</c>; null if nothing is.</summary>
    public static string? Problem(IReadOnlyList<string> words)
    {
        if (words.Count == 0 || OfTheWrapper.Contains(words[0]) || words[0] == "COMMAND")
        {
            return null;
        }

        Command command = Root;
        var options = new List<Option>(Root.Options);
        bool isPath = true;
        foreach (string word in words.TakeWhile(word => word != "--"))
        {
            if (word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]))
            {
                string name = word.Split('=')[0];
                if (!options.Any(option => option.Name == name || option.Aliases.Contains(name)))
                {
                    return $"learn {command.Name} has no option {name}";
                }

                isPath = false;
            }
            else if (isPath && command.Subcommands.FirstOrDefault(each => each.Name == word || each.Aliases.Contains(word)) is { } found)
            {
                command = found;
                options.AddRange(found.Options);
            }
            else if (isPath && command.Arguments.Count == 0 && command.Subcommands.Count > 0 && word is not ("…" or "..."))
            {
                return command == Root ? $"there is no command learn {word}" : $"learn {command.Name} has no command {word}";
            }
            else
            {
                isPath = false;
            }
        }

        return null;
    }
}

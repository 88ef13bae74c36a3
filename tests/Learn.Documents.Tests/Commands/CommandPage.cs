using System.Collections;
using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;

namespace Learn.Documents.Tests.Commands;

/// <summary>docs/commands.md: every command with its arguments and options, from the tree that the program itself uses.</summary>
internal static class CommandPage
{
    private const string Head = """
        # Commands

        Every command of `learn`, with its arguments and options. A test writes this page from the program itself, so it cannot be out of date. In a clone the command is `./learn`. What the
        commands are for, in a table: [README](../README.md#commands). `learn COMMAND --help` tells the same in a terminal.

        Every command ends with one of these exit codes:

        | code | means |
        |---|---|
        | 0 | done |
        | 1 | what was asked about is not so: a failed check, a difference, a packet that does not arrive |
        | 2 | wrong use, or bad input; the message says what was expected where |
        | 3 | the machine lacks something; the message says what, and how to get it |

        Three commands belong to the wrapper `./learn` alone: `./learn test` (see [CONTRIBUTING](../CONTRIBUTING.md)), `./learn setup`, which installs and builds everything and
        runs nothing, and `./learn help`.

        """;

    /// <summary>The page.</summary>
    public static string Write(RootCommand root)
    {
        var page = new StringBuilder(Head);
        foreach (var command in Shown(root).OrderBy(command => command.Name, StringComparer.Ordinal))
        {
            Add(page, command, $"learn {command.Name}", 2);
        }

        return page.ToString();
    }

    private static void Add(StringBuilder page, Command command, string path, int level)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n{new string('#', level)} {path}\n\n");
        AddDescription(page, command.Description ?? "");
        var arguments = command.Arguments.Where(argument => !argument.Hidden).ToList();
        var options = command.Options.Where(option => !option.Hidden && option is not (HelpOption or VersionOption)).OrderBy(option => option.Name, StringComparer.Ordinal).ToList();
        if (command.Subcommands.Count == 0 || arguments.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\nUsage: `{string.Join(' ', [path, .. arguments.Select(Usage)])}{(options.Count > 0 ? " [OPTIONS]" : "")}`\n");
        }

        if (arguments.Count + options.Count > 0)
        {
            page.Append("\n| argument or option | means |\n|---|---|\n");
            foreach (var argument in arguments)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{Cell(argument.Name)}` | {Means(argument.Description, Default(argument.HasDefaultValue, argument.GetDefaultValue))} |\n");
            }

            foreach (var option in options)
            {
                string names = string.Join(", ", option.Aliases.Append(option.Name).Distinct().OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal));
                string value = option.ValueType == typeof(bool) ? "" : $" {(option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant()).Trim('<', '>')}";
                string needed = option.Required ? " Must be given." : "";
                page.Append(CultureInfo.InvariantCulture, $"| `{Cell(names + value)}` | {Means(option.Description, Default(option.HasDefaultValue, option.GetDefaultValue))}{needed} |\n");
            }
        }

        foreach (var below in Shown(command))
        {
            Add(page, below, $"{path} {below.Name}", level + 1);
        }
    }

    /// <summary>Sentences stay sentences; indented lines are examples.</summary>
    private static void AddDescription(StringBuilder page, string description)
    {
        bool inList = false;
        foreach (string line in description.ReplaceLineEndings("\n").Split('\n'))
        {
            bool isExample = line.StartsWith("  ", StringComparison.Ordinal);
            if (line.Trim().Length > 0 && isExample != inList)
            {
                page.Append(page[^1] == '\n' && page[^2] == '\n' ? "" : "\n");
                inList = isExample;
            }

            page.Append(isExample ? $"- `{line.Trim()}`" : Plain(line.Trim())).Append('\n');
        }
    }

    private static string Usage(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}…" : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string Default(bool has, Func<object?> value)
    {
        if (!has)
        {
            return "";
        }

        return value() switch
        {
            null or false or "" => "",
            IEnumerable list and not string => string.Join(", ", list.Cast<object>()) is { Length: > 0 } items ? $"`{items}`" : "",
            IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
            var other => $"`{other}`",
        };
    }

    private static string Means(string? description, string usual) =>
        Plain(Cell((description ?? "").ReplaceLineEndings(" ").Trim())) + (usual.Length > 0 ? $" Default: {usual}." : "");

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Plain(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static IEnumerable<Command> Shown(Command command) => command.Subcommands.Where(each => !each.Hidden);
}

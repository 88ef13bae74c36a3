using System.CommandLine;
using Learn.Cli.Labs;

namespace Learn.Cli.Commands;

/// <summary><c>learn down</c>: ends a lab.</summary>
internal static class DownCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var name = new Argument<string?>("NAME") { Description = "The lab. Default: the only one.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("down", "Ends a lab, and returns when nothing of it is left.") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string lab = LabChoice.NameOf(parsed.GetValue(name));
            await LabEnding.RunAsync(lab, new LineProgress(error), cancellationToken);
            await output.WriteLineAsync($"The lab \"{lab}\" is gone.");
            return ExitCode.Done;
        });
        return command;
    }
}

using System.CommandLine;
using Learn.Cli.Labs;

namespace Learn.Cli.Commands;

/// <summary><c>learn up</c>: a lab for terminals.</summary>
internal static class UpCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="output">Where it is said how to use the lab.</param>
    /// <param name="error">Where progress and errors go.</param>
    /// <param name="input">What <c>-f -</c> reads.</param>
    public static Command Create(TextWriter output, TextWriter error, TextReader input)
    {
        var files = ManifestFiles.Option("A manifest whose objects the lab begins with; a document of kind Lab in it says how the lab is built. - is standard input. May be given several times.");
        var name = new Option<string?>("--name") { Description = "The lab's name. Default: that of the variable LEARN_LAB or of the manifest, or one of its own.", HelpName = "NAME" };
        var nodes = NumberOption.CreateOptional("--nodes", "How many nodes,", 1, AddressPlan.MostNodes);
        var dualStack = new Option<bool>("--dual-stack") { Description = "Gives it IPv4 and IPv6." };
        var foreground = new Option<bool>("--foreground") { Description = "Stays in this terminal; Ctrl-C ends the lab." };
        var kept = new Option<bool>("--kept") { Description = "The process that 'learn up' leaves behind.", Hidden = true };
        var command = new Command("up", "Starts a lab that other terminals use, and that lives until 'learn down'.") { files, name, nodes, dualStack, foreground, kept };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(kept))
            {
                return await LabKeeper.RunInBackgroundAsync(output, error, cancellationToken);
            }

            var plan = new LabPlan(
                await ManifestFiles.ReadAsync(parsed.GetValue(files) ?? [], input, cancellationToken), parsed.GetValue(name) ?? LabChoice.OfEnvironment, parsed.GetValue(nodes), parsed.GetValue(dualStack));
            if (parsed.GetValue(foreground))
            {
                return await LabKeeper.RunInForegroundAsync(plan, output, error, cancellationToken);
            }

            var (ready, exitCode) = await BackgroundStart.RunAsync(plan, error, cancellationToken);
            await output.WriteAsync(ready is null ? "" : $"{ready}\n");
            return exitCode;
        });
        return command;
    }
}

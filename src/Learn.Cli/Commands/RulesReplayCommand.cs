using System.CommandLine;
using Learn.Cli.Rules;

namespace Learn.Cli.Commands;

/// <summary><c>learn rules replay</c>: lives through cases with the real programs, and compares.</summary>
internal static class RulesReplayCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var folders = new Argument<string[]>("DIR") { Description = "Case directories of the golden format, or directories of such.", Arity = ArgumentArity.OneOrMore };
        var target = new Option<string?>("--out") { Description = "Where what came out is written, a directory per case, with the names of the captured files.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Prints the verdicts as JSON." };
        var command = new Command("replay", """
            Lives through cases in real sandboxes, step by step, with kube-proxy's own commands, and compares with what was captured. Waiting
            takes no time: only kube-proxy's clock moves. Exit code 1 if something differs.
            """) { folders, target, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = new ReplayRun(parsed.GetValue(target), new LineProgress(error));
            var outcomes = await run.RunAsync(ReplayRun.FindCases(parsed.GetRequiredValue(folders)), cancellationToken);
            await (parsed.GetValue(json) ? ReplayReport.WriteJsonAsync(outcomes, output) : ReplayReport.WriteTextAsync(outcomes, output));
            return outcomes.All(outcome => outcome.IsEqual) ? ExitCode.Done : ExitCode.NotSo;
        });
        return command;
    }
}

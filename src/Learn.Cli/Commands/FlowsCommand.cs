using System.CommandLine;
using Learn.Cli.Labs;
using Learn.Cli.Rules;

namespace Learn.Cli.Commands;

/// <summary><c>learn flows</c>: which way connections took, by the counters of the rules.</summary>
internal static class FlowsCommand
{
    private const string Explanation = """
        Tells which way connections took on a node, from the hooks through the chains to the endpoints, by what the rules of the nat table have
        counted so far: those of a running lab's node, or of a dump with counters (--rules).

          learn flows                              all connections
          learn flows my-service                   those of a Service
          learn flows --output flows.html          the same as a Sankey diagram in a page
          iptables-save -c | learn flows --rules - a real node
        """;

    /// <summary>Makes the command.</summary>
    /// <param name="conversation">Asks labs.</param>
    /// <param name="output">For the numbers.</param>
    /// <param name="error">For what was written where.</param>
    /// <param name="input">What <c>-</c> reads.</param>
    public static Command Create(LabConversation conversation, TextWriter output, TextWriter error, TextReader input)
    {
        var source = new CountedRuleSource();
        var what = new Argument<string?>("WHAT") { Description = "A Service, a port of one (my-service:http), or a chain. Default: everything.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string?>("--output", "-o") { Description = "Draws it into a page, which needs no network.", HelpName = "FILE.html" };
        var command = new Command("flows", Explanation) { what, file };
        source.Options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var figure = Charts.Flow(await source.ReadAsync(parsed, conversation, input, cancellationToken), parsed.GetValue(what));
            if (parsed.GetValue(file) is not { } path)
            {
                await output.WriteLineAsync(figure.ToText().TrimEnd('\n'));
                return ExitCode.Done;
            }

            await figure.SaveAsync(path, cancellationToken);
            await error.WriteLineAsync($"learn: wrote {path}.");
            return ExitCode.Done;
        });
        return command;
    }
}

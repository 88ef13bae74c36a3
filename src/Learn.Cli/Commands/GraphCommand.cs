using System.CommandLine;
using Learn.Cli.Labs;
using Learn.Cli.Rules;
using Learn.Netfilter;

namespace Learn.Cli.Commands;

/// <summary><c>learn graph</c>: the chains of a node as a tree, or as a picture laid out by Graphviz.</summary>
internal static class GraphCommand
{
    private const string Explanation = """
        Draws the chains of a node, from the hooks to the endpoints: those of a running lab's node, of a dump of any node (--rules), or of a manifest (-f).

          learn graph                                  all chains, as a tree; many Services are folded
          learn graph my-service                       what leads to a Service, and where it leads
          learn graph my-service --output graph.svg    the same as a picture, which every browser shows; needs Graphviz
          learn graph KUBE-POSTROUTING                 a chain
          iptables-save -c | learn graph --rules -     a real node; with counters, lines are as wide as packets came by
        """;

    /// <summary>Makes the command.</summary>
    /// <param name="conversation">Asks labs.</param>
    /// <param name="output">For trees and DOT.</param>
    /// <param name="error">For what was written where.</param>
    /// <param name="input">What <c>-</c> reads.</param>
    public static Command Create(LabConversation conversation, TextWriter output, TextWriter error, TextReader input)
    {
        var source = new CountedRuleSource();
        var what = new Argument<string?>("WHAT") { Description = "A Service, a port of one (my-service:http), or a chain. Default: everything.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string?>("--output", "-o") { Description = "Draws a picture into this file: SVG.", HelpName = "FILE" };
        var dot = new Option<bool>("--dot") { Description = "The graph in Graphviz's own language, for other programs." };
        var table = new Option<string?>("--table", "-t") { Description = "One table: nat, filter, mangle, … Default: all.", HelpName = "TABLE" };
        var services = NumberOption.CreateOptional("--services", "So many Services are drawn, those with the most packets first; the others are folded. Default: 10.", 1, 1_000);
        var command = new Command("graph", Explanation) { what, file, dot, table, services };
        source.Options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var rules = await source.ReadAsync(parsed, conversation, input, cancellationToken);
            if (parsed.GetValue(table) is { } asked && rules.Find(asked) is null)
            {
                throw new InvalidDataException($"The rules have no table {asked}. They have: {string.Join(", ", rules.Tables.Select(each => each.Name))}.");
            }

            var options = new GraphOptions { About = parsed.GetValue(what), Table = parsed.GetValue(table), Services = parsed.GetValue(services) ?? 10 };
            var graph = ServiceGraph.Of(rules, options);
            if (parsed.GetValue(file) is not { } path)
            {
                await output.WriteAsync(parsed.GetValue(dot) ? DotText.Write(graph) : ChainGraphText.Write(graph));
                return ExitCode.Done;
            }

            var text = parsed.GetValue(dot) ? DotText.Write(graph) : (await Charts.ChainGraphAsync(rules, options, cancellationToken)).Svg;
            await File.WriteAllTextAsync(path, text, cancellationToken);
            await error.WriteLineAsync($"learn: wrote {path}.");
            return ExitCode.Done;
        });
        return command;
    }
}

using System.CommandLine;
using Learn.Cli.Labs;
using Learn.Cli.Rules;
using Learn.Proxy;

namespace Learn.Cli.Commands;

/// <summary><c>learn explain</c>: what rules do, in plain sentences.</summary>
internal static class ExplainCommand
{
    private const string Explanation = """
        Says what rules do, in plain sentences: those of a running lab's node, of a dump of any node (--rules), or of a manifest (-f).

          learn explain                                        what there is: Services and chains
          learn explain KUBE-SERVICES                          a chain, rule by rule
          learn explain nat KUBE-SERVICES 3                    a rule, with the field and the reference behind it
          learn explain filter                                 a table
          learn explain service/my-service                     everything that belongs to a Service
          learn explain spec.ports[0].nodePort of my-service   the rules that a field has made
          learn explain -- -A FORWARD -m conntrack --ctstate NEW -j DROP
        """;

    /// <summary>Makes the command.</summary>
    /// <param name="conversation">Asks labs.</param>
    /// <param name="output">For what is explained.</param>
    /// <param name="error">For what is wrong.</param>
    /// <param name="input">What <c>-</c> reads.</param>
    public static Command Create(LabConversation conversation, TextWriter output, TextWriter error, TextReader input)
    {
        var sources = new RuleSourceOptions();
        var words = new Argument<string[]>("WHAT") { Description = ExplanationQuestion.Usage, Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "JSON, for programs." };
        var command = new Command("explain", Explanation) { words, json };
        sources.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] question = parsed.GetValue(words) ?? [];
            if (await sources.ReadAsync(parsed, input, cancellationToken) is not { } explanation)
            {
                bool? isIPv6 = sources.FamilyOf(parsed) is { } family ? family == Netfilter.IpFamily.IPv6 : null;
                var request = new LabRequest.Explain(question, parsed.GetValue(sources.Node), isIPv6, parsed.GetValue(json));
                return await conversation.RunAsync(parsed.GetValue(sources.Lab), request, cancellationToken);
            }

            try
            {
                var answers = ExplanationQuestion.Answer(explanation, question);
                await output.WriteAsync(parsed.GetValue(json)
                    ? ExplanationJson.Write(answers, explanation.Reading.Ruleset.Family)
                    : string.Join("\n\n", answers.Select(answer => ExplanationText.Write(answer, explanation.Reading.Ruleset.Family))) + "\n");
                return ExitCode.Done;
            }
            catch (ArgumentException problem)
            {
                await error.WriteLineAsync($"learn: {problem.Message}");
                return ExitCode.BadInput;
            }
        });
        return command;
    }
}

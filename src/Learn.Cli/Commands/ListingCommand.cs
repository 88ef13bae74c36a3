using System.CommandLine;
using Learn.Cli.Labs;
using Learn.Cli.Rules;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Cli.Commands;

/// <summary><c>learn listing</c>: what <c>iptables-save</c> prints, by Service and with a sentence for each rule.</summary>
internal static class ListingCommand
{
    private const string Explanation = """
        Prints what iptables-save prints, sorted by Service and with a sentence for each rule: of a running lab's node, of a dump of any node
        (--rules), or of a manifest (-f). Colours on a terminal only.
        """;

    /// <summary>Makes the command.</summary>
    /// <param name="conversation">Asks labs.</param>
    /// <param name="output">For the listing.</param>
    /// <param name="error">For what is wrong.</param>
    /// <param name="input">What <c>-</c> reads.</param>
    public static Command Create(LabConversation conversation, TextWriter output, TextWriter error, TextReader input)
    {
        var sources = new RuleSourceOptions();
        var service = new Option<string?>("--service") { Description = "Only the rules of this Service.", HelpName = "NAME" };
        var search = new Option<string?>("--search") { Description = "Only rules in whose text, chain, sentence or Service this stands.", HelpName = "WORD" };
        var names = new Option<bool>("--names") { Description = "Names of Services and endpoints in place of the hashes in names of chains." };
        var counters = new Option<bool>("--counters") { Description = "Packets that each rule has matched, as number and bar." };
        var fold = new Option<bool>("--fold") { Description = "Only one heading for each Service." };
        var command = new Command("listing", Explanation) { service, search, names, counters, fold };
        sources.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var explanation = await sources.ReadAsync(parsed, input, cancellationToken);
            if (explanation is null)
            {
                bool? isIPv6 = sources.FamilyOf(parsed) is { } family ? family == IpFamily.IPv6 : null;
                var lab = await LabChoice.FindAsync(parsed.GetValue(sources.Lab), cancellationToken);
                LabReply reply = await conversation.AskAsync(lab, new LabRequest.ReadRules(parsed.GetValue(sources.Node), isIPv6), cancellationToken);
                if (reply.ExitCode != ExitCode.Done)
                {
                    await conversation.PrintAsync(reply);
                    return reply.ExitCode;
                }

                explanation = RulesetExplanation.Of(ExplainedRules.Parse(reply.Output, "the lab's answer", isIPv6 is null ? null : sources.FamilyOf(parsed)));
            }

            try
            {
                var options = new ListingOptions
                {
                    Service = parsed.GetValue(service),
                    Search = parsed.GetValue(search),
                    UsesNames = parsed.GetValue(names),
                    ShowsCounters = parsed.GetValue(counters),
                    IsFolded = parsed.GetValue(fold),
                };
                var listing = AnnotatedListing.Of(explanation, options);
                bool hasColours = Terminal.Create(output).Profile.Capabilities.Ansi;
                await new ListingPainter(output, hasColours).WriteAsync(ListingText.Lines(listing), cancellationToken);
                return listing.Groups.IsEmpty && options.Search is not null ? ExitCode.NotSo : ExitCode.Done;
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

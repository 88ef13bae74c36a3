using Learn.Cli.Labs;
using Learn.Netfilter;
using ParseResult = System.CommandLine.ParseResult;

namespace Learn.Cli.Rules;

/// <summary>The rules that a picture is about, with their counters where there are any: of a running lab, a dump, or manifests.</summary>
internal sealed class CountedRuleSource
{
    /// <summary>The options that say where the rules come from.</summary>
    public RuleSourceOptions Options { get; } = new();

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">The options contradict each other, or a file holds no rules.</exception>
    /// <exception cref="LabException">There is no lab, or it has no such node.</exception>
    public async Task<Ruleset> ReadAsync(ParseResult parsed, LabConversation conversation, TextReader input, CancellationToken cancellationToken)
    {
        if (await Options.ReadAsync(parsed, input, cancellationToken) is { } explanation)
        {
            return explanation.Reading.Ruleset;
        }

        var lab = await LabChoice.FindAsync(parsed.GetValue(Options.Lab), cancellationToken);
        var family = Options.FamilyOf(parsed);
        var reply = await conversation.AskAsync(lab, new LabRequest.ReadRules(parsed.GetValue(Options.Node), family is null ? null : family == IpFamily.IPv6), cancellationToken);
        return reply.ExitCode == 0 ? ExplainedRules.Parse(reply.Output, "the lab's answer", family) : throw new LabException(reply.Error.TrimEnd('\n'));
    }
}

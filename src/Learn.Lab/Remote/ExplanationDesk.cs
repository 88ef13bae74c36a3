using Learn.Netfilter;
using Learn.Proxy;
using Learn.Sandbox;

namespace Learn;

/// <summary>Answers what other processes ask about rules.</summary>
internal sealed class ExplanationDesk(Lab lab)
{
    /// <summary>Explains rules that are in the kernel.</summary>
    /// <exception cref="ArgumentException">The question cannot be answered; the message says why.</exception>
    public async Task<LabReply> ExplainAsync(LabRequest.Explain request, CancellationToken cancellationToken)
    {
        RulesetExplanation explanation = await lab.ExplainAsync(request.Node, FamilyOf(request.IsIPv6), cancellationToken).ConfigureAwait(false);
        var answers = ExplanationQuestion.Answer(explanation, request.Words);
        IpFamily family = explanation.Reading.Ruleset.Family;
        return new LabReply
        {
            Output = request.IsJson
                ? ExplanationJson.Write(answers, family)
                : string.Join("\n\n", answers.Select(answer => ExplanationText.Write(answer, family))) + "\n",
        };
    }

    /// <summary>Prints rules with their counters.</summary>
    /// <exception cref="LabException">There is no such node.</exception>
    public async Task<LabReply> ReadAsync(LabRequest.ReadRules request, CancellationToken cancellationToken)
    {
        IpFamily family = FamilyOf(request.IsIPv6) ?? lab.Options.Addresses.Families[0];
        string node = request.Node ?? lab.Nodes[0].Name;
        CommandResult result = await lab.IptablesAsync(["-c"], $"node/{node}", family, isSave: true, cancellationToken).ConfigureAwait(false);
        return new LabReply { Output = result.OutputText, Error = result.ErrorText, ExitCode = result.Succeeded ? 0 : 1 };
    }

    private static IpFamily? FamilyOf(bool? isIPv6) => isIPv6 switch
    {
        null => null,
        true => IpFamily.IPv6,
        false => IpFamily.IPv4,
    };
}

using System.Text.Json.Nodes;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// A walk as JSON. The shape is stable: names of fields stay, new ones may be added. Probabilities are 0 to 1; where <c>least</c> and
/// <c>most</c> differ, something could not be decided.
/// </summary>
public static class WalkJson
{
    /// <summary>The packet, its ends, and the tree.</summary>
    /// <param name="result">The walk.</param>
    /// <param name="nameOf">What to call a chain of a table; null for no names.</param>
    public static JsonObject Of(WalkResult result, Func<string, string, string?>? nameOf = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        Packet packet = result.Packet;
        return new JsonObject
        {
            ["packet"] = new JsonObject
            {
                ["source"] = packet.Source.ToString(),
                ["sourcePort"] = packet.SourcePort,
                ["destination"] = packet.Destination.ToString(),
                ["destinationPort"] = packet.DestinationPort,
                ["protocol"] = packet.Protocol.Name,
                ["inInterface"] = packet.InInterface,
                ["outInterface"] = packet.OutInterface,
                ["mark"] = packet.Mark,
                ["state"] = packet.State.ToString().ToUpperInvariant(),
                ["fromLocalProcess"] = packet.FromLocalProcess,
            },
            ["certain"] = result.IsCertain,
            ["ends"] = new JsonArray([.. result.Outcomes.Select(outcome => OfOutcome(outcome, nameOf))]),
            ["tree"] = result.Tree is { } tree ? OfSection(tree.Sections(mostChoices: 1000), nameOf) : null,
        };
    }

    private static JsonObject OfOutcome(WalkOutcome outcome, Func<string, string, string?>? nameOf) => new()
    {
        ["verdict"] = Name(outcome.Verdict.ToString()),
        ["least"] = outcome.LeastProbability,
        ["most"] = outcome.Probability,
        ["address"] = outcome.Packet.Destination.ToString(),
        ["port"] = outcome.Packet.DestinationPort,
        ["destinationTranslated"] = outcome.IsDestinationTranslated,
        ["masqueraded"] = outcome.IsMasqueraded,
        ["sourceTranslatedTo"] = outcome.SourceTranslatedTo?.ToString(),
        ["forThisHost"] = outcome.IsForThisHost,
        ["rejectedWith"] = outcome.RejectedWith,
        ["mark"] = outcome.Packet.Mark,
        ["reason"] = outcome.Reason,
        ["rules"] = new JsonArray([.. outcome.Steps.Select(step => OfStep(step, nameOf))]),
        ["assumptions"] = new JsonArray([.. outcome.Assumptions.Select(assumption => new JsonObject
        {
            ["rule"] = OfStep(assumption.Step, nameOf),
            ["matched"] = assumption.Matched,
        })]),
    };

    private static JsonObject OfSection(WalkSection section, Func<string, string, string?>? nameOf) => new()
    {
        ["rules"] = new JsonArray([.. section.Nodes.Where(node => node.Step is not null).Select(node => OfStep(node.Step!, nameOf))]),
        ["end"] = section.End?.Outcome?.End,
        ["continuesAt"] = section.ContinuesAt is { } told
            ? new JsonObject { ["hook"] = WalkWords.Name(told.Hook), ["table"] = told.Table, ["chain"] = told.Chain, ["number"] = told.Step?.Number }
            : null,
        ["ways"] = new JsonArray([.. section.Choices.Select(choice => new JsonObject
        {
            ["kind"] = Name(choice.Kind.ToString()),
            ["rule"] = OfStep(choice.Step, nameOf),
            ["least"] = choice.Least,
            ["most"] = choice.Most,
            ["totalLeast"] = choice.TotalLeast,
            ["totalMost"] = choice.TotalMost,
            ["then"] = OfSection(choice.Section, nameOf),
        })]),
        ["hiddenWays"] = section.Hidden,
    };

    private static JsonObject OfStep(WalkStep step, Func<string, string, string?>? nameOf) => new()
    {
        ["hook"] = WalkWords.Name(step.Hook),
        ["table"] = step.Table,
        ["chain"] = step.Chain,
        ["number"] = step.Number,
        ["text"] = RuleWriter.ToText(step.Rule, IpFamily.IPv4, TextStyle.Save),
        ["name"] = nameOf?.Invoke(step.Table, step.Chain),
    };

    private static string Name(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}

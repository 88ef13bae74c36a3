using System.Text.Json.Nodes;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Cli.Rules;

/// <summary>What changed between two rulesets, for programs.</summary>
internal static class ChangesReport
{
    /// <summary>Writes Services, other things and rules as one JSON object.</summary>
    public static Task WriteJsonAsync(RulesetChanges changes, TextWriter output) => output.WriteLineAsync(ReadableJson.Text(new JsonObject
    {
        ["equal"] = changes.IsEmpty,
        ["services"] = new JsonArray([.. changes.Services.Select(change => (JsonNode)new JsonObject
        {
            ["service"] = change.Service,
            ["changes"] = new JsonArray([.. change.Sentences.Select(sentence => (JsonNode)sentence)]),
        })]),
        ["others"] = new JsonArray([.. changes.Others.Select(sentence => (JsonNode)sentence)]),
        ["rules"] = new JsonArray([.. changes.Rules.Select(difference => (JsonNode)Rule(difference, changes.After.Ruleset.Family))]),
    }));

    private static JsonObject Rule(Difference difference, IpFamily family) => new JsonObject
    {
        ["kind"] = difference.Kind.ToString(),
        ["table"] = difference.Table,
        ["chain"] = difference.Chain,
        ["before"] = Side(difference.Expected, difference.ExpectedNumber, family),
        ["after"] = Side(difference.Actual, difference.ActualNumber, family),
        ["sentence"] = difference.Sentence,
    };

    private static JsonObject? Side(Rule? rule, int number, IpFamily family) => rule is null
        ? null
        : new JsonObject { ["number"] = number, ["rule"] = RuleWriter.ToText(rule, family) };
}

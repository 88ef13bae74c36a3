using System.Text.Json.Nodes;

namespace Learn.Cli.Rules;

/// <summary>Says how replays ended.</summary>
internal static class ReplayReport
{
    /// <summary>A line per case, its differences below it, and the sum.</summary>
    public static async Task WriteTextAsync(IReadOnlyList<ReplayOutcome> outcomes, TextWriter output)
    {
        foreach (var outcome in outcomes)
        {
            await output.WriteLineAsync(outcome.ToString());
            foreach (var difference in outcome.Result?.Differences ?? [])
            {
                await output.WriteLineAsync($"  {difference}");
            }
        }

        await output.WriteLineAsync($"{outcomes.Count(outcome => outcome.IsEqual)} of {outcomes.Count} cases are equal.");
    }

    /// <summary>The same for a program.</summary>
    public static Task WriteJsonAsync(IReadOnlyList<ReplayOutcome> outcomes, TextWriter output)
    {
        var cases = outcomes.Select(outcome => (JsonNode)new JsonObject
        {
            ["case"] = outcome.Name,
            ["equal"] = outcome.IsEqual,
            ["failure"] = outcome.Failure,
            ["compared"] = new JsonArray([.. (outcome.Result?.Compared ?? []).Select(file => (JsonNode)file)]),
            ["differences"] = new JsonArray(
                [.. (outcome.Result?.Differences ?? []).Select(difference => (JsonNode)new JsonObject { ["file"] = difference.File, ["sentence"] = difference.Sentence })]),
        });
        return output.WriteLineAsync(ReadableJson.Text(new JsonObject { ["equal"] = outcomes.All(outcome => outcome.IsEqual), ["cases"] = new JsonArray([.. cases]) }));
    }
}

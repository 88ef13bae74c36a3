using System.Text.Json.Nodes;
using Learn.Course;

namespace Learn.Cli.Exercises;

/// <summary>What <c>learn exercise check --json</c> prints: the report, and what a terminal knows besides.</summary>
internal static class CheckJson
{
    /// <summary>The text of it.</summary>
    public static string Write(Exercise exercise, CheckOutcome outcome)
    {
        var json = CheckReportJson.Of(outcome.Report);
        json.Insert(1, "title", exercise.Definition.Title);
        json["applied"] = new JsonArray([.. outcome.Applied.Select(file => (JsonNode)file)]);
        json["tries"] = outcome.Progress.Tries.Length;
        json["firstPassed"] = outcome.Progress.Passed is { } passed ? JsonValue.Create(passed) : null;
        return ReadableJson.Text(json);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Learn.Course;

namespace Learn.Notebook;

/// <summary>A report for programs that run notebooks, in the words of <c>learn exercise check --json</c>: whether it passed, and each check with its state.</summary>
internal static class CheckListJson
{
    /// <summary>The report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="tries">The learner's tries that counted, this one too; null if nobody counts.</param>
    public static JsonElement Of(CheckReport report, int? tries)
    {
        var json = new JsonObject
        {
            ["exercise"] = report.Exercise,
            ["passed"] = report.Passed,
            ["broken"] = report.IsBroken,
            ["tries"] = tries,
            ["elapsedSeconds"] = Math.Round(report.Elapsed.TotalSeconds, 3),
            ["checks"] = new JsonArray([.. report.Results.Select(Of)]),
            ["observed"] = new JsonObject(report.Observed.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))),
        };
        return JsonSerializer.SerializeToElement(json);
    }

    private static JsonObject Of(CheckResult result) => new()
    {
        ["id"] = result.Id,
        ["title"] = result.Title,
        ["verdict"] = result.Verdict.ToString().ToLowerInvariant(),
        ["expected"] = result.Expected,
        ["seen"] = result.Seen,
        ["experiment"] = result.Experiment,
        ["remark"] = result.Remark,
        ["elapsedSeconds"] = Math.Round(result.Elapsed.TotalSeconds, 3),
    };
}

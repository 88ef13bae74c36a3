using System.Text.Json.Nodes;

namespace Learn.Course;

/// <summary>
/// A report for programs, the same from a terminal (<c>learn exercise check --json</c>) and from a notebook. Described in docs/course.md; it stays: fields may be added, none changes.
/// </summary>
public static class CheckReportJson
{
    /// <summary>Whether the exercise passed, and each check with its verdict (<c>passed</c>, <c>failed</c>, <c>unanswered</c>, <c>broken</c> or <c>skipped</c>). Times are in seconds.</summary>
    /// <param name="report">The report.</param>
    public static JsonObject Of(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new JsonObject
        {
            ["exercise"] = report.Exercise,
            ["passed"] = report.Passed,
            ["broken"] = report.IsBroken,
            ["elapsedSeconds"] = Seconds(report.Elapsed),
            ["checks"] = new JsonArray([.. report.Results.Select(Of)]),
            ["observed"] = new JsonObject(report.Observed.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))),
        };
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
        ["elapsedSeconds"] = Seconds(result.Elapsed),
    };

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}

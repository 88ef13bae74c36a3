using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Learn.Course;

namespace Learn.Cli.Exercises;

/// <summary>What <c>learn exercise check --json</c> prints. The form is described in docs/course.md, and stays: fields may be added, none changes.</summary>
/// <param name="Exercise">The exercise's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Passed">Whether every check holds.</param>
/// <param name="Broken">Whether a check itself went wrong.</param>
/// <param name="ElapsedSeconds">How long it took.</param>
/// <param name="Checks">The checks, in order.</param>
/// <param name="Observed">Predictions that were decided, by question: what was seen.</param>
/// <param name="Applied">The files that were applied before.</param>
/// <param name="Tries">How many checks have counted so far.</param>
/// <param name="FirstPassed">When the exercise was passed first; null if it was not.</param>
internal sealed record CheckJson(
    string Exercise,
    string Title,
    bool Passed,
    bool Broken,
    double ElapsedSeconds,
    IReadOnlyList<CheckJson.Check> Checks,
    IReadOnlyDictionary<string, string> Observed,
    IReadOnlyList<string> Applied,
    int Tries,
    DateTimeOffset? FirstPassed)
{
    private static readonly CheckJsonContext Context = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The text of it.</summary>
    public static string Write(Exercise exercise, CheckOutcome outcome) => JsonSerializer.Serialize(
        new CheckJson(
            exercise.Id,
            exercise.Definition.Title,
            outcome.Report.Passed,
            outcome.Report.IsBroken,
            Seconds(outcome.Report.Elapsed),
            [.. outcome.Report.Results.Select(result => new Check(
                result.Id,
                result.Title,
                result.Verdict.ToString().ToLowerInvariant(),
                result.Expected,
                result.Seen,
                result.Experiment,
                result.Remark,
                Seconds(result.Elapsed)))],
            outcome.Report.Observed,
            outcome.Applied,
            outcome.Progress.Tries.Length,
            outcome.Progress.Passed),
        Context.CheckJson);

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    /// <summary>One check.</summary>
    /// <param name="Id">By which hints and attempts name it.</param>
    /// <param name="Title">What must hold.</param>
    /// <param name="Verdict"><c>passed</c>, <c>failed</c>, <c>unanswered</c>, <c>broken</c> or <c>skipped</c>.</param>
    /// <param name="Expected">What was expected; empty for one that passed.</param>
    /// <param name="Seen">What was seen instead.</param>
    /// <param name="Experiment">The experiment that shows it.</param>
    /// <param name="Remark">What is said to the learner besides.</param>
    /// <param name="ElapsedSeconds">How long it took.</param>
    internal sealed record Check(string Id, string Title, string Verdict, string Expected, string Seen, string Experiment, string Remark, double ElapsedSeconds);
}

/// <summary>Serializers made at compile time: they cost no start-up.</summary>
[JsonSerializable(typeof(CheckJson))]
internal sealed partial class CheckJsonContext : JsonSerializerContext;

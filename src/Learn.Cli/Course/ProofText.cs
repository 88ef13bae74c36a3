using System.Globalization;
using Learn.Course;

namespace Learn.Cli.Course;

/// <summary>What a proof of the course says: each claim as it is decided, a table at the end.</summary>
/// <param name="error">Where claims are told as they are decided.</param>
internal sealed class ProofText(TextWriter error)
{
    private readonly Lock gate = new();

    /// <summary>Tells a claim.</summary>
    public void Tell(ProofResult result)
    {
        lock (gate)
        {
            error.WriteLine($"{(result.Holds ? "✓" : "✗ NOT SO:")} {result.Subject}: {result.Claim}{Seconds(result.Elapsed)}{(result.Holds || result.Detail.Length == 0 ? "" : $"\n    {result.Detail.ReplaceLineEndings("\n    ")}")}");
        }
    }

    /// <summary>The table, what does not hold, and the verdict.</summary>
    public static string Summary(ProofReport report)
    {
        var table = new TextTable("subject", "claims", "not so", "seconds");
        foreach (var subject in report.Results.GroupBy(result => result.Subject))
        {
            table.Add(
                subject.Key,
                CourseText.Number(subject.Count()),
                subject.Count(result => !result.Holds) is var failed and > 0 ? CourseText.Number(failed) : "-",
                subject.Sum(result => result.Elapsed.TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture));
        }

        int wrong = report.Failures.Count();
        string failures = string.Concat(report.Failures.Select(result => $"✗ {result.Subject}: {result.Claim}\n    {result.Detail.ReplaceLineEndings("\n    ")}\n"));
        string verdict = wrong == 0
            ? $"The course holds: all {report.Results.Length} claims are so"
            : $"{CourseText.Count(wrong, "claim is", "claims are")} not so, of {report.Results.Length}";
        return $"{table}\n\n{failures}{(failures.Length > 0 ? "\n" : "")}{verdict}, in {report.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s.\n";
    }

    /// <summary>The report as JSON.</summary>
    public static string ToJson(ProofReport report) => CourseText.ToJson(new
    {
        report.Holds,
        ElapsedSeconds = Math.Round(report.Elapsed.TotalSeconds, 3),
        Results = report.Results.Select(result => new { result.Subject, result.Claim, result.Holds, result.Detail, ElapsedSeconds = Math.Round(result.Elapsed.TotalSeconds, 3) }),
    });

    private static string Seconds(TimeSpan elapsed) => elapsed >= TimeSpan.FromMilliseconds(50) ? $" ({elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s)" : "";
}

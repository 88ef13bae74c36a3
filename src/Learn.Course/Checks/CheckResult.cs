namespace Learn.Course;

/// <summary>How a check went, and what was seen.</summary>
/// <param name="Id">The check.</param>
/// <param name="Title">What must hold.</param>
/// <param name="Verdict">How it went.</param>
public sealed record CheckResult(string Id, string Title, CheckVerdict Verdict)
{
    /// <summary>What was expected, in words. Empty for one that passed.</summary>
    public string Expected { get; init; } = "";

    /// <summary>What was seen instead; for a broken check what went wrong in it.</summary>
    public string Seen { get; init; } = "";

    /// <summary>The experiment that shows it: a line for a cell (<c>#!curl -n 20 http://web</c>), and below it one for a terminal. A check in C# may give one line alone. Empty if there is none.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>Said to the learner besides: feedback to an answer, the score of a prediction.</summary>
    public string Remark { get; init; } = "";

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }
}

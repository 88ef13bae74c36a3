namespace Learn.Course;

/// <summary>What a check found out, before it has a name.</summary>
/// <param name="Verdict">How it went.</param>
internal sealed record Finding(CheckVerdict Verdict)
{
    /// <summary>It holds.</summary>
    public static Finding Passed { get; } = new(CheckVerdict.Passed);

    /// <summary>What was expected.</summary>
    public string Expected { get; init; } = "";

    /// <summary>What was seen.</summary>
    public string Seen { get; init; } = "";

    /// <summary>The experiment that shows it.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>Said besides.</summary>
    public string Remark { get; init; } = "";

    /// <summary>It does not hold.</summary>
    public static Finding Failed(string expected, string seen, string experiment = "")
        => new(CheckVerdict.Failed) { Expected = Sentence(expected), Seen = Sentence(seen), Experiment = experiment };

    /// <summary>Something of the learner's is needed first.</summary>
    public static Finding Unanswered(string expected, string seen)
        => new(CheckVerdict.Unanswered) { Expected = Sentence(expected), Seen = Sentence(seen) };

    /// <summary>The check itself went wrong.</summary>
    public static Finding Broken(string what) => new(CheckVerdict.Broken) { Seen = Sentence(what) };

    // Messages come from many places; a learner reads sentences.
    private static string Sentence(string text)
    {
        string trimmed = text.Trim();
        return trimmed.Length == 0 || ".!?:".Contains(trimmed[^1], StringComparison.Ordinal) ? trimmed : trimmed + ".";
    }
}

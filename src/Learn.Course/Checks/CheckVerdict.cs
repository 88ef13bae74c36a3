namespace Learn.Course;

/// <summary>How a check went.</summary>
public enum CheckVerdict
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It does not hold: the learner has something to do.</summary>
    Failed,

    /// <summary>A question that it needs has no answer yet.</summary>
    Unanswered,

    /// <summary>The check itself went wrong. That is never the learner's failure.</summary>
    Broken,

    /// <summary>It was not tried, because one before it did not hold.</summary>
    Skipped,
}

namespace Learn.Course;

/// <summary>The answer to a question of a lesson.</summary>
public sealed record AnswerProgress
{
    /// <summary>The last answer.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Whether it was right.</summary>
    public bool Right { get; init; }

    /// <summary>How many times it was answered.</summary>
    public int Times { get; init; }

    /// <summary>When it was answered last.</summary>
    public DateTimeOffset At { get; init; }
}

namespace Learn.Course;

/// <summary>A guess that was committed before its experiment.</summary>
public sealed record GuessProgress
{
    /// <summary>What was guessed.</summary>
    public string Guess { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What the experiment showed; null before it.</summary>
    public string? Seen { get; init; }

    /// <summary>Whether it was right; null before the experiment.</summary>
    public bool? Right { get; init; }
}

using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>What a learner did in an exercise.</summary>
public sealed record ExerciseProgress
{
    /// <summary>When it was started first.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>How often its numbers were drawn anew.</summary>
    public int Drawing { get; init; }

    /// <summary>The checks that counted, in order.</summary>
    public ImmutableArray<TryProgress> Tries { get; init; } = [];

    /// <summary>How many hints were taken since the last try that failed at another check.</summary>
    public int Hints { get; init; }

    /// <summary>When it was passed first; null if it was not.</summary>
    public DateTimeOffset? Passed { get; init; }

    /// <summary>When the solution was looked at before passing; null if it was not.</summary>
    public DateTimeOffset? SolutionSeen { get; init; }

    /// <summary>The answers as they stand now, by question.</summary>
    public ImmutableSortedDictionary<string, string> Answers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The first guesses of predictions with what was seen, by question.</summary>
    public ImmutableSortedDictionary<string, GuessProgress> Guesses { get; init; } = ImmutableSortedDictionary<string, GuessProgress>.Empty;
}

using System.Collections.Immutable;
using Learn.Course;

namespace Learn.Cli.Exercises.Desk;

/// <summary>What the process that keeps an exercise's lab answers to an <see cref="ExerciseQuestion"/>.</summary>
internal sealed record ExerciseAnswer
{
    /// <summary>The exercise.</summary>
    public ExercisePlan? About { get; init; }

    /// <summary>What the learner reads.</summary>
    public ExerciseCard? Card { get; init; }

    /// <summary>The texts with everything in place, in the order of the templates.</summary>
    public ImmutableArray<string>? Texts { get; init; }

    /// <summary>What came of the check.</summary>
    public CheckReport? Report { get; init; }

    /// <summary>The answers of the solution, by question.</summary>
    public ImmutableSortedDictionary<string, string>? Answers { get; init; }

    /// <summary>The names of the files that were applied before the check.</summary>
    public ImmutableArray<string> Applied { get; init; } = [];

    /// <summary>Why there is nothing of all that: the learner's or the author's mistake, in a sentence. Null if there was none.</summary>
    public string? Trouble { get; init; }
}

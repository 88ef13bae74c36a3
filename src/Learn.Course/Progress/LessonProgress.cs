using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>What a learner did in a lesson.</summary>
public sealed record LessonProgress
{
    /// <summary>The predictions, by id.</summary>
    public ImmutableSortedDictionary<string, GuessProgress> Predictions { get; init; } = ImmutableSortedDictionary<string, GuessProgress>.Empty;

    /// <summary>The questions, by id.</summary>
    public ImmutableSortedDictionary<string, AnswerProgress> Questions { get; init; } = ImmutableSortedDictionary<string, AnswerProgress>.Empty;
}

using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>What a learner did in a lesson.</summary>
public sealed record LessonProgress
{
    /// <summary>When the leader of a workshop went on without it; null if nobody did.</summary>
    public DateTimeOffset? Skipped { get; init; }

    /// <summary>The predictions, by id.</summary>
    public ImmutableSortedDictionary<string, GuessProgress> Predictions { get; init; } = ImmutableSortedDictionary<string, GuessProgress>.Empty;

    /// <summary>The questions, by id.</summary>
    public ImmutableSortedDictionary<string, AnswerProgress> Questions { get; init; } = ImmutableSortedDictionary<string, AnswerProgress>.Empty;
}

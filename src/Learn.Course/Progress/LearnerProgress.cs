using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>What a learner has done: the content of the progress file.</summary>
public sealed record LearnerProgress
{
    /// <summary>The version of the file's form.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Who it is, for the leader of a workshop; empty if the learner did not say.</summary>
    public string Learner { get; init; } = "";

    /// <summary>Drawn once; everything that differs per learner follows from it.</summary>
    public int Seed { get; init; }

    /// <summary>The exercises that were started, by id.</summary>
    public ImmutableSortedDictionary<string, ExerciseProgress> Exercises { get; init; } = ImmutableSortedDictionary<string, ExerciseProgress>.Empty;

    /// <summary>The lessons in which something was answered, by id.</summary>
    public ImmutableSortedDictionary<string, LessonProgress> Lessons { get; init; } = ImmutableSortedDictionary<string, LessonProgress>.Empty;
}

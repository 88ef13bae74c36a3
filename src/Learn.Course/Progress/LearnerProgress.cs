using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>What a learner has done: the content of the progress file.</summary>
public sealed record LearnerProgress
{
    /// <summary>The version of the file's form in which lessons can be marked as skipped: the newest that this program knows.</summary>
    public const int VersionWithSkippedLessons = 2;

    /// <summary>The version of the file's form: the oldest that says what stands in it, so that older programs can read it if they may.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Who it is, for the leader of a workshop; empty if the learner did not say.</summary>
    public string Learner { get; init; } = "";

    /// <summary>Drawn once; everything that differs per learner follows from it.</summary>
    public int Seed { get; init; }

    /// <summary>The exercises that were started, by id.</summary>
    public ImmutableSortedDictionary<string, ExerciseProgress> Exercises { get; init; } = ImmutableSortedDictionary<string, ExerciseProgress>.Empty;

    /// <summary>The lessons in which something was answered, by id.</summary>
    public ImmutableSortedDictionary<string, LessonProgress> Lessons { get; init; } = ImmutableSortedDictionary<string, LessonProgress>.Empty;

    /// <summary>When something was done last; the earliest of all times if nothing was.</summary>
    public DateTimeOffset LastActive => Exercises.Values.SelectMany(TimesOf).Concat(Lessons.Values.SelectMany(TimesOf)).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    private static IEnumerable<DateTimeOffset> TimesOf(ExerciseProgress exercise)
        => [exercise.Started, exercise.Passed ?? exercise.Started, .. exercise.Tries.Select(one => one.At), .. exercise.Guesses.Values.Select(guess => guess.At)];

    private static IEnumerable<DateTimeOffset> TimesOf(LessonProgress lesson)
        => [.. lesson.Predictions.Values.Select(guess => guess.At), .. lesson.Questions.Values.Select(answer => answer.At)];
}

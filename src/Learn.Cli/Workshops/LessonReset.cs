using System.Collections.Immutable;
using System.Globalization;
using Learn.Course;

namespace Learn.Cli.Workshops;

/// <summary>
/// What it means to be at the beginning of a lesson: what was done in earlier lessons and their exercises stays; earlier lessons without any work are marked as skipped;
/// the lesson itself, those after it and their exercises are as if they had never been opened.
/// </summary>
/// <param name="Before">The progress as it was.</param>
/// <param name="After">The progress as it is to be.</param>
/// <param name="Later">The exercises that belong to the lesson or to one after it, begun or not.</param>
/// <param name="Skipped">The earlier lessons that are newly marked.</param>
internal sealed record LessonReset(LearnerProgress Before, LearnerProgress After, ImmutableArray<Exercise> Later, ImmutableArray<string> Skipped)
{
    /// <summary>The exercises whose progress is put away.</summary>
    public ImmutableArray<string> Exercises => [.. Before.Exercises.Keys.Except(After.Exercises.Keys).Order(StringComparer.Ordinal)];

    /// <summary>The lessons whose progress is put away.</summary>
    public ImmutableArray<string> Lessons => [.. Before.Lessons.Keys.Except(After.Lessons.Keys).Order(StringComparer.Ordinal)];

    /// <summary>Whether the progress changes.</summary>
    public bool Changes => Exercises.Length + Lessons.Length + Skipped.Length > 0;

    /// <summary>Works it out.</summary>
    /// <param name="catalog">The course.</param>
    /// <param name="lesson">The lesson at whose beginning the learner is to be.</param>
    /// <param name="progress">The learner's progress.</param>
    /// <param name="now">The time of the mark.</param>
    public static LessonReset Of(CourseCatalog catalog, Lesson lesson, LearnerProgress progress, DateTimeOffset now)
    {
        ImmutableArray<Exercise> later = [.. catalog.Exercises.Where(exercise => string.CompareOrdinal(LessonOf(exercise), lesson.Number) >= 0)];
        var skipped = catalog.Lessons.Where(each => string.CompareOrdinal(each.Number, lesson.Number) < 0 && !progress.Lessons.ContainsKey(each.Id)).Select(each => each.Id).ToImmutableArray();
        return new LessonReset(
            progress,
            progress with
            {
                Version = Math.Max(progress.Version, LearnerProgress.VersionWithSkippedLessons),
                Exercises = progress.Exercises.RemoveRange(later.Select(exercise => exercise.Id)),
                Lessons = progress.Lessons
                    .RemoveRange(progress.Lessons.Keys.Where(id => string.CompareOrdinal(id[..2], lesson.Number) >= 0))
                    .AddRange(skipped.Select(id => KeyValuePair.Create(id, new LessonProgress { Skipped = now }))),
            },
            later,
            skipped);
    }

    /// <summary>What it does to the progress, in words; nothing if it does nothing.</summary>
    public IEnumerable<string> InWords()
    {
        if (Skipped.Length > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"marks as skipped: {Numbers("lesson", Skipped)}");
        }

        if (Lessons.Length + Exercises.Length > 0)
        {
            yield return $"puts away what was done in {string.Join(" and ", new[] { Numbers("lesson", Lessons), Numbers("exercise", Exercises) }.Where(text => text.Length > 0))}";
        }
    }

    // The lesson that it names; else the latest of those that it needs; else none: then it is before all lessons, and stays.
    private static string LessonOf(Exercise exercise)
        => exercise.Definition.Lesson
        ?? exercise.Definition.Needs.Where(need => need.StartsWith("lesson ", StringComparison.Ordinal)).Select(need => need["lesson ".Length..].Trim()).Max(StringComparer.Ordinal)
        ?? "";

    private static string Numbers(string what, ImmutableArray<string> ids)
        => ids.Length == 0 ? "" : $"{what}{(ids.Length == 1 ? "" : "s")} {string.Join(", ", ids.Select(id => id[..2]))}";
}

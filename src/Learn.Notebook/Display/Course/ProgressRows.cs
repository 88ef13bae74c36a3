using System.Globalization;
using Learn.Course;

namespace Learn.Notebook;

/// <summary>Lessons and exercises with what a learner has done in them, as tables.</summary>
internal static class ProgressRows
{
    /// <summary>So that a table fits into a text.</summary>
    public const int WidestTitleOfText = 30;

    /// <summary>Exercises.</summary>
    /// <param name="exercises">The exercises.</param>
    /// <param name="progressOf">A learner's progress in one; null where it was not started.</param>
    /// <param name="widestTitle">The most characters of a title.</param>
    public static ShownTable Exercises(IEnumerable<Exercise> exercises, Func<Exercise, ExerciseProgress?> progressOf, int widestTitle = int.MaxValue) => Rows.Make(
        exercises,
        ("", exercise => Rows.Text(exercise.Number)),
        ("exercise", exercise => Rows.Text(Cut(exercise.Definition.Title, widestTitle)) with { Wraps = true }),
        ("kind", exercise => Rows.Text(CourseWords.Short(exercise.Definition.Kind))),
        ("minutes", exercise => Rows.Number(exercise.Definition.Minutes)),
        ("state", exercise => Rows.Text(CourseWords.Of(progressOf(exercise)), progressOf(exercise) is { Passed: not null } ? "good" : null)),
        ("tries", exercise => Count(progressOf(exercise)?.Tries.Length)),
        ("hints", exercise => Count(progressOf(exercise)?.Hints)),
        ("guesses", exercise => Rows.Text(Right(progressOf(exercise)?.Guesses.Values))));

    /// <summary>Lessons.</summary>
    public static ShownTable Lessons(IEnumerable<Lesson> lessons, LearnerProgress progress)
    {
        return Rows.Make(
            lessons,
            ("", lesson => Rows.Text(lesson.Number)),
            ("lesson", lesson => Rows.Text(lesson.Definition.Title)),
            ("minutes", lesson => Rows.Number(lesson.Definition.Minutes)),
            ("predictions right", lesson => Rows.Text(Right(Of(lesson).Predictions.Values))),
            ("questions right", lesson => Rows.Text(string.Create(CultureInfo.InvariantCulture, $"{Of(lesson).Questions.Values.Count(answer => answer.Right)} of {lesson.Definition.Questions.Length}"))));

        LessonProgress Of(Lesson lesson) => progress.Lessons.GetValueOrDefault(lesson.Id) ?? new LessonProgress();
    }

    private static string Cut(string title, int widest) => title.Length <= widest ? title : title[..(widest - 1)] + "…";

    private static string Right(IEnumerable<GuessProgress>? guesses)
    {
        var decided = (guesses ?? []).Where(guess => guess.Right is not null).ToList();
        return decided.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{decided.Count(guess => guess.Right == true)} of {decided.Count}");
    }

    private static TableCell Count(int? count) => new(count is > 0 ? count.Value.ToString(CultureInfo.InvariantCulture) : "") { IsNumber = true };
}

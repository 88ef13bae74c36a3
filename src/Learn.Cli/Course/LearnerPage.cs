using System.Globalization;

namespace Learn.Cli.Course;

/// <summary>A learner's progress as a page and as text.</summary>
internal static class LearnerPage
{
    private static readonly string[] ExerciseHeadings = ["exercise", "kind", "state", "first guesses right", "passed on"];
    private static readonly string[] LessonHeadings = ["lesson", "guesses right", "questions right"];

    /// <summary>The page, which opens without a network, in light and in dark.</summary>
    public static Report Write(LearnerStanding standing, DateTimeOffset now)
        => new Report(standing.Learner.Length == 0 ? "Progress" : $"Progress of {standing.Learner}") { Footer = $"Written on {now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} by learn course progress." }
            .Lead(Summary(standing))
            .Heading("Exercises")
            .Table(ExerciseHeadings, standing.Exercises.Select(RowOf))
            .Heading("Lessons")
            .Table(LessonHeadings, standing.Lessons.Select(RowOf));

    /// <summary>The same for a terminal.</summary>
    public static string WriteText(LearnerStanding standing)
    {
        var exercises = new TextTable(ExerciseHeadings);
        var lessons = new TextTable(LessonHeadings);
        foreach (var row in standing.Exercises.Select(RowOf))
        {
            exercises.Add(row);
        }

        foreach (var row in standing.Lessons.Select(RowOf))
        {
            lessons.Add(row);
        }

        return $"{exercises}\n\n{lessons}\n\n{Summary(standing)}\n";
    }

    private static string Summary(LearnerStanding standing)
        => $"{CourseText.Of(standing.Passed, standing.Exercises.Length)} exercises passed, in {CourseText.Count(standing.Tries, "try", "tries")}. "
        + $"First guesses that were right: {CourseText.Of(standing.GuessesRight, standing.Guesses)}. "
        + $"Questions of lessons answered rightly: {CourseText.Of(standing.AnswersRight, standing.Lessons.Sum(lesson => lesson.Questions))}.";

    private static string[] RowOf(ExerciseStanding exercise) =>
    [
        $"{exercise.Number} {exercise.Title}",
        exercise.Kind,
        exercise.InWords() + (exercise.SolutionSeen ? ", solution seen first" : ""),
        CourseText.Of(exercise.GuessesRight, exercise.Guesses),
        CourseText.Day(exercise.Passed),
    ];

    private static string[] RowOf(LessonStanding lesson) =>
    [
        $"{lesson.Number} {lesson.Title}",
        lesson.Guesses == 0 ? lesson.Skipped ? "skipped" : "–" : $"{CourseText.Of(lesson.GuessesRight, lesson.Guesses)} (of {lesson.Predictions} asked)",
        CourseText.Of(lesson.AnswersRight, lesson.Questions),
    ];
}

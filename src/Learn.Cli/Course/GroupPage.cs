using System.Globalization;

namespace Learn.Cli.Course;

/// <summary>The progress of a group as a page and as text.</summary>
internal static class GroupPage
{
    private static readonly string[] LearnerHeadings = ["learner", "passed", "tries", "hints", "solutions seen first", "first guesses right", "questions right", "stuck in"];
    private static readonly string[] ExerciseHeadings = ["exercise", "started", "passed", "tries", "failed", "hints", "first guesses right", "solution seen first", "stuck at (how many)"];
    private static readonly string[] LessonHeadings = ["lesson", "started", "guesses right", "right answers"];

    /// <summary>The page, which opens without a network, in light and in dark.</summary>
    public static Report Write(GroupStanding group, IReadOnlyList<string> damaged, DateTimeOffset now)
    {
        var report = new Report("Progress of a group") { Footer = $"Written on {now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} by learn course report." }
            .Lead($"{CourseText.Count(group.Learners.Length, "learner", "learners")}, {CourseText.Count(group.Exercises.Length, "exercise", "exercises")}, {CourseText.Count(group.Lessons.Length, "lesson", "lessons")}.")
            .Heading("Learners").Table(LearnerHeadings, group.Learners.Select(RowOf))
            .Heading("Exercises").Table(ExerciseHeadings, group.Exercises.Select(RowOf))
            .Heading("Lessons").Table(LessonHeadings, group.Lessons.Select(RowOf));
        return damaged.Count == 0 ? report : report.Heading("Files that could not be read").Prose(string.Join("\n\n", damaged));
    }

    /// <summary>The same for a terminal.</summary>
    public static string WriteText(GroupStanding group) => string.Join("\n\n",
        Table(LearnerHeadings, group.Learners.Select(RowOf)), Table(ExerciseHeadings, group.Exercises.Select(RowOf)), Table(LessonHeadings, group.Lessons.Select(RowOf))) + "\n";

    private static TextTable Table(string[] headings, IEnumerable<string[]> rows)
    {
        var table = new TextTable(headings);
        foreach (string[] row in rows)
        {
            table.Add(row);
        }

        return table;
    }

    private static string[] RowOf(LearnerStanding learner) =>
    [
        learner.Learner,
        CourseText.Of(learner.Passed, learner.Exercises.Length),
        CourseText.Number(learner.Tries),
        CourseText.Number(learner.Exercises.Sum(exercise => exercise.Hints)),
        CourseText.Number(learner.Exercises.Count(exercise => exercise.SolutionSeen)),
        CourseText.Of(learner.GuessesRight, learner.Guesses),
        CourseText.Number(learner.AnswersRight),
        string.Join(", ", learner.Exercises.Where(exercise => exercise.StuckAt is not null).Select(exercise => exercise.Number)) is { Length: > 0 } stuck ? stuck : "–",
    ];

    private static string[] RowOf(GroupStanding.ExerciseSummary exercise) =>
    [
        exercise.Title,
        CourseText.Number(exercise.Started),
        CourseText.Number(exercise.Passed),
        CourseText.Number(exercise.Tries),
        CourseText.Number(exercise.FailedTries),
        CourseText.Number(exercise.Hints),
        CourseText.Of(exercise.GuessesRight, exercise.Guesses),
        CourseText.Number(exercise.SolutionSeen),
        exercise.StuckAt.Count == 0 ? "–" : string.Join(", ", exercise.StuckAt.Select(check => $"{check.Key} ({CourseText.Number(check.Value)})")),
    ];

    private static string[] RowOf(GroupStanding.LessonSummary lesson) =>
        [lesson.Title, CourseText.Number(lesson.Started), CourseText.Of(lesson.GuessesRight, lesson.Guesses), CourseText.Number(lesson.AnswersRight)];
}

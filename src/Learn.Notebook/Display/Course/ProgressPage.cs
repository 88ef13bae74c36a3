using System.Globalization;
using System.Text;
using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>The page that sums up what a learner has done.</summary>
/// <param name="Exercises">The course's exercises.</param>
/// <param name="Lessons">Its lessons.</param>
/// <param name="Progress">The learner's progress.</param>
internal sealed record ProgressPage(IReadOnlyList<Exercise> Exercises, IReadOnlyList<Lesson> Lessons, LearnerProgress Progress)
{
    private const string Kept = "All this is kept in one file on this computer, and goes nowhere else.";

    private int Passed => Exercises.Count(exercise => Of(exercise)?.Passed is not null);

    /// <summary>The page in its forms.</summary>
    public MimeBundle ToBundle()
    {
        var lines = Sums.ToList();
        var lessons = ProgressRows.Lessons(Lessons, Progress);
        var exercises = ProgressRows.Exercises(Exercises, Of);
        var exercisesOfText = ProgressRows.Exercises(Exercises, Of, ProgressRows.WidestTitleOfText);
        var html = CourseHtml.Begin(Passed == Exercises.Count && Passed > 0 ? "done" : null).Element("div", Heading, "title");
        foreach (var (done, all, words) in lines)
        {
            html.Open("div").Raw(string.Create(CultureInfo.InvariantCulture, $"<meter min=\"0\" max=\"{Math.Max(1, all)}\" value=\"{done}\" aria-hidden=\"true\"></meter>")).Text(words).Close("div");
        }

        lessons.WriteTo(html.Element("div", "Lessons", "part"));
        exercises.WriteTo(html.Element("div", "Exercises", "part"));
        html.Sentence(Next).Element("div", Kept, "small");

        var text = new StringBuilder(Heading);
        foreach (var (_, _, words) in lines)
        {
            text.Append("\n  ").Append(words);
        }

        text.Append("\n\nLessons\n").Append(lessons.ToText()).Append("\n\nExercises\n").Append(exercisesOfText.ToText()).Append("\n\n").Append(MarkdownPlain.Of(Next)).Append('\n').Append(Kept);
        return MimeBundle.Text(text.ToString()).With(Forms.Html, html.Finish());
    }

    private string Heading => Progress.Learner.Length > 0 ? $"Progress of {Progress.Learner}" : "Your progress";

    private string Next => Exercises.FirstOrDefault(exercise => Of(exercise)?.Passed is null) is { } next
        ? $"Next: `#!exercise {next.Number}`, {next.Definition.Title}"
        : "Every exercise is passed.";

    private IEnumerable<(int Done, int All, string Words)> Sums
    {
        get
        {
            var tries = Exercises.Sum(exercise => Of(exercise)?.Tries.Length ?? 0);
            yield return (Passed, Exercises.Count, $"{Passed} of {CourseWords.Counted(Exercises.Count, "exercise", "exercises")} passed, in {CourseWords.Counted(tries, "try", "tries")}");
            var guesses = Exercises.SelectMany(exercise => Of(exercise)?.Guesses.Values ?? [])
                .Concat(Lessons.SelectMany(lesson => Of(lesson).Predictions.Values)).Where(guess => guess.Right is not null).ToList();
            var right = guesses.Count(guess => guess.Right == true);
            yield return (right, guesses.Count, $"{right} of {CourseWords.Counted(guesses.Count, "prediction", "predictions")} right");
            var asked = Lessons.Sum(lesson => lesson.Definition.Questions.Length);
            var answered = Lessons.Sum(lesson => Of(lesson).Questions.Values.Count(answer => answer.Right));
            yield return (answered, asked, $"{answered} of {CourseWords.Counted(asked, "question", "questions")} of the lessons answered rightly");
        }
    }

    private ExerciseProgress? Of(Exercise exercise) => Progress.Exercises.GetValueOrDefault(exercise.Id);

    private LessonProgress Of(Lesson lesson) => Progress.Lessons.GetValueOrDefault(lesson.Id) ?? new LessonProgress();
}

using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>What the course gives: reports of checks, exercises, questions.</summary>
internal static class CourseForms
{
    /// <summary>The value in its forms, or null where it has none of its own.</summary>
    public static MimeBundle? TryFormat(object value) => value switch
    {
        CheckReport report => CheckList.Of(report).ToBundle(),
        Exercise exercise => Named($"Exercise {exercise.Number}: {exercise.Definition.Title}", exercise.Definition.Goal),
        DrawnExercise drawn => Named($"Exercise {drawn.Exercise.Number}: {drawn.Exercise.Definition.Title}", string.Join(", ", drawn.Values.Select(each => $"{each.Key} = {each.Value}"))),
        Lesson lesson => Named($"Lesson {lesson.Number}: {lesson.Definition.Title}", lesson.Definition.Goal),
        ExerciseCard card => card.ToBundle(),
        CheckList list => list.ToBundle(),
        CourseNote note => note.ToBundle(),
        QuestionCard question => question.ToBundle(),
        ExerciseList list => list.ToBundle(),
        ProgressPage page => page.ToBundle(),
        _ => null,
    };

    private static MimeBundle Named(string title, string text) => MimeBundle.Text(text.Length == 0 ? title : $"{title}\n{MarkdownPlain.Wrap(text)}")
        .With(Forms.Html, new HtmlOutput().Element("div", title, "head").Element("p", text).ToString());
}

using Learn.Course;

namespace Learn.Notebook;

/// <summary>Makes the card of an exercise that is running: its texts with everything in place.</summary>
internal static class ExerciseCards
{
    /// <summary>The card.</summary>
    /// <exception cref="CourseException">A text of the exercise is wrong.</exception>
    public static ExerciseCard Of(NotebookSession notebook, ExerciseSession session, ExerciseRun run)
    {
        var exercise = session.Exercise;
        return new ExerciseCard(exercise, Render(exercise.Definition.Goal), Render(exercise.Definition.Text), Questions(session, run))
        {
            Lesson = CourseLinks.LessonOf(notebook, exercise),
            Remark = session.Progress?.Passed is null ? "" : "You have passed this exercise before.",
        };

        string Render(string template) => run.Drawn.Render(template, run.Lab);
    }

    /// <summary>What is asked, with what was answered so far.</summary>
    /// <exception cref="CourseException">A text of the exercise is wrong.</exception>
    public static IReadOnlyList<AskedQuestion> Questions(ExerciseSession session, ExerciseRun? run)
    {
        var drawn = run?.Drawn ?? session.Drawn();
        var definition = session.Exercise.Definition;
        var given = session.Progress?.Answers;
        return [.. definition.Questions.Select(question => new AskedQuestion(Rendered(question), $"#!answer {session.Exercise.Number} {question.Id}")
        {
            Given = given?.GetValueOrDefault(question.Id),
            IsGuess = question.Answer is null,
        })];

        QuestionDefinition Rendered(QuestionDefinition question) => question with
        {
            Ask = Render(question.Ask),
            Unit = question.Unit is { } unit ? Render(unit) : null,
            Options = [.. (question.Options.IsDefault ? [] : question.Options).Select(option => option with { Text = Render(option.Text) })],
        };

        string Render(string template) => run is null ? drawn.RenderInWords(template) : drawn.Render(template, run.Lab);
    }
}

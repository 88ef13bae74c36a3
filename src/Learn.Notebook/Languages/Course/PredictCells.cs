using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!predict 02 third-pod</c>: asks for a guess before an experiment; <c>#!predict 02 third-pod 100</c> commits one.</summary>
internal sealed class PredictCells : LessonCell
{
    public override string Name => "predict";

    public override string Summary => "asks for a guess before an experiment of a lesson, or commits one";

    public override string Usage => "#!predict LESSON PREDICTION [GUESS]";

    protected override IReadOnlyList<QuestionDefinition> QuestionsOf(LessonDefinition lesson) => lesson.Predictions;

    protected override BlockResult Execute(BlockContext context, LessonSession session, CourseWord word)
    {
        var question = session.Prediction(word.Question!);
        var before = session.Progress.Predictions.GetValueOrDefault(question.Id);
        var asked = Asked(Name, session, question) with { IsGuess = true, Given = before is null ? null : WithUnit(question, before.Guess) };
        if (word.Rest.Length == 0)
        {
            return new BlockResult(CellResult.Ok(new QuestionCard("Guess before you go on", asked, "The next cells show it. A wrong guess costs nothing: it is what one learns from.").ToBundle()));
        }

        var guess = session.Predict(question.Id, word.Rest);
        var note = guess.Seen is { } seen
            ? new CourseNote($"Your guess stays {WithUnit(question, guess.Guess)}", $"It was shown already what happens: {WithUnit(question, seen)}. A guess after that is noted no more.") { State = "open" }
            : new CourseNote($"Your guess is noted: {WithUnit(question, guess.Guess)}", "Now run the next cells, and see.");
        return new BlockResult(CellResult.Ok(note.ToBundle()), guess.Guess);
    }
}

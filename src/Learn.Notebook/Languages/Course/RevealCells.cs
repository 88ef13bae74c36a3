using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!reveal 02 third-pod {{seen}}</c>: holds the learner's guess against what an experiment has shown.</summary>
internal sealed class RevealCells : LessonCell
{
    public override string Name => "reveal";

    public override string Summary => "holds a guess against what the experiment has shown";

    public override string Usage => "#!reveal LESSON PREDICTION SEEN";

    protected override bool HasAnswer => false;

    protected override IReadOnlyList<QuestionDefinition> QuestionsOf(LessonDefinition lesson) => lesson.Predictions;

    protected override BlockResult Execute(BlockContext context, LessonSession session, CourseWord word)
    {
        var question = session.Prediction(word.Question!);
        if (word.Rest.Length == 0)
        {
            throw new CellException($"What was seen? Write it behind the prediction, or the name of a C# variable:  #!reveal {session.Lesson.Number} {question.Id} {{{{seen}}}}\nUsage: {Usage}");
        }

        var (guess, judgement) = session.Reveal(question.Id, word.Rest);
        var note = guess is null || judgement is null
            ? new CourseNote($"Seen: {WithUnit(question, word.Rest)}", $"{Sentence(question, word.Rest)}You made no guess. With `#!predict {session.Lesson.Number} {question.Id} …` before the experiment, this cell tells how near it was.")
            : new CourseNote(
                judgement.IsRight ? "✓ Your guess was right" : "✗ Your guess was not right",
                $"- Your guess: {InWords(question, guess.Guess)}\n- Seen: {InWords(question, word.Rest)}\n\n{judgement.Feedback}") { State = judgement.IsRight ? "done" : "failed" };
        return new BlockResult(CellResult.Ok(note.ToBundle()), word.Rest);
    }

    private static string Sentence(QuestionDefinition question, string seen) => question.Options.IsDefaultOrEmpty ? "" : $"{InWords(question, seen)}\n\n";
}

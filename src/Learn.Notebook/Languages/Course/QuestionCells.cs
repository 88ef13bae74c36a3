using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!question 02 why</c>: puts a question of a lesson; <c>#!question 02 why b</c> answers it.</summary>
internal sealed class QuestionCells : LessonCell
{
    public override string Name => "question";

    public override string Summary => "puts a question of a lesson, or answers it";

    public override string Usage => "#!question LESSON QUESTION [ANSWER]";

    protected override IReadOnlyList<QuestionDefinition> QuestionsOf(LessonDefinition lesson) => lesson.Questions;

    protected override BlockResult Execute(BlockContext context, LessonSession session, CourseWord word)
    {
        var question = session.Question(word.Question!);
        var asked = Asked(Name, session, question) with { Given = session.Progress.Questions.GetValueOrDefault(question.Id)?.Answer };
        if (word.Rest.Length == 0)
        {
            return new BlockResult(CellResult.Ok(new QuestionCard("Question", asked).ToBundle()));
        }

        var right = question.Answer is { } template && context.Session.LabIfStarted is { } lab ? session.Lesson.Render(template, lab) : null;
        var judgement = session.Answer(question.Id, word.Rest, right);
        var note = new CourseNote(judgement.IsRight ? "✓ Right" : "✗ Not right", $"Your answer: {InWords(question, word.Rest)}\n\n{judgement.Feedback}")
        {
            State = judgement.IsRight ? "done" : "failed",
            Calls = judgement.IsRight ? [] : [(asked.How, "answers again")],
        };
        return new BlockResult(CellResult.Ok(note.ToBundle()), judgement.IsRight);
    }
}

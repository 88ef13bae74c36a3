using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!answer 07 share 33</c>, or lines <c>share: 33</c> below: notes answers to the questions of an exercise. The check judges them.</summary>
internal sealed class AnswerCells : ExerciseCell
{
    public override string Name => "answer";

    public override string Summary => "notes an answer to a question of an exercise; the check judges it";

    public override string Usage => "#!answer EXERCISE [QUESTION ANSWER]";

    protected override bool HasQuestions => true;

    public override Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var word = CourseWord.Read(context.Block.Arguments, Usage);
        var session = SessionOf(context, word.Id);
        var answers = Written(context.Block, session.Exercise);
        if (word.Question is not null)
        {
            answers.Insert(0, (word.Question, word.Rest));
        }

        // Nothing is noted of a cell with a mistake in it.
        var drawn = session.Drawn();
        foreach (var (id, given) in answers)
        {
            var question = drawn.Question(id);
            if (given.Length == 0)
            {
                throw new CellException($"What is the answer to \"{id}\"? Write it behind the question:  #!answer {session.Exercise.Number} {id} {CourseWords.Placeholder(question)}\nUsage: {Usage}");
            }

            AnswerJudgement.Expect(question, given);
        }

        foreach (var (question, given) in answers)
        {
            session.Answer(question, given);
        }

        return Task.FromResult(new BlockResult(CellResult.Ok(NoteOf(context, session, answers).ToBundle())));
    }

    private static CourseNote NoteOf(BlockContext context, ExerciseSession session, List<(string Question, string Given)> answers)
    {
        var running = context.Session.Course.Running is { } run && run.Drawn.Exercise.Id == session.Exercise.Id ? run : null;
        var asked = ExerciseCards.Questions(session, running);
        var open = asked.Where(each => string.IsNullOrEmpty(each.Given)).ToList();
        var lines = asked.Where(each => answers.Count == 0 || answers.Any(answer => answer.Question.Equals(each.Question.Id, StringComparison.OrdinalIgnoreCase)))
            .Select(each => $"- {each.Question.Id}: {(each.Given is { Length: > 0 } given ? $"**{given}**{(each.IsGuess ? ", your guess" : "")}" : "not answered")}");
        return new CourseNote(answers.Count == 0 ? $"Your answers in exercise {session.Exercise.Number}" : answers.Count == 1 ? "Your answer is noted" : "Your answers are noted", string.Join('\n', lines))
        {
            Calls = [.. open.Select(each => (each.How, "is still open")), ($"#!check {session.Exercise.Number}", "judges the answers")],
        };
    }

    private static List<(string Question, string Given)> Written(CellBlock block, Exercise exercise)
    {
        // Empty lines in front, so that mistakes are told with lines of the cell.
        var text = new string('\n', block.LinesBefore) + block.Code;
        return [.. AnswerSheet.Read(text, "This cell", [.. exercise.Definition.Questions.Select(question => question.Id)]).Select(answer => (answer.Key, answer.Value))];
    }
}

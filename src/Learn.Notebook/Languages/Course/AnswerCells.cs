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
        var answers = Lines(context.Block.Code, context.Block.LinesBefore).ToList();
        if (word.Question is not null)
        {
            answers.Insert(0, (word.Question, word.Rest));
        }

        // Nothing is noted of a cell with a mistake in it.
        foreach (var (question, given) in answers)
        {
            RefuseUnknown(session, question);
            if (given.Length == 0)
            {
                throw new CellException($"What is the answer to \"{question}\"? Write it behind the question:  #!answer {session.Exercise.Number} {question} ANSWER\nUsage: {Usage}");
            }
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
        var lines = asked.Where(each => answers.Count == 0 || answers.Any(answer => answer.Question == each.Question.Id))
            .Select(each => $"- {each.Question.Id}: {(each.Given is { Length: > 0 } given ? $"**{given}**{(each.IsGuess ? ", your guess" : "")}" : "not answered")}");
        return new CourseNote(answers.Count == 0 ? $"Your answers in exercise {session.Exercise.Number}" : answers.Count == 1 ? "Your answer is noted" : "Your answers are noted", string.Join('\n', lines))
        {
            Calls = [.. open.Select(each => (each.How, "is still open")), ($"#!check {session.Exercise.Number}", "judges the answers")],
        };
    }

    private static void RefuseUnknown(ExerciseSession session, string question)
    {
        var questions = session.Exercise.Definition.Questions;
        if (questions.All(each => each.Id != question))
        {
            throw new CellException(questions.IsEmpty
                ? $"Exercise {session.Exercise.Number} asks no questions."
                : $"Exercise {session.Exercise.Number} has no question \"{question}\". Its questions: {string.Join(", ", questions.Select(each => each.Id))}.");
        }
    }

    private static IEnumerable<(string Question, string Given)> Lines(string code, int linesBefore)
    {
        foreach (var (text, index) in code.ReplaceLineEndings("\n").Split('\n').Select((text, index) => (text.Trim(), index)))
        {
            if (text.Length == 0 || text.StartsWith('#'))
            {
                continue;
            }

            if (text.Split(':', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } question, var given])
            {
                throw new CellException($"Line {linesBefore + index + 1}: \"{text}\" is no answer. Write the question, a colon and the answer:  share: 33");
            }

            yield return (question, given.Trim('"', '\''));
        }
    }
}

using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>A cell about a prediction or question of a lesson, which it names by the lesson's id and its own.</summary>
internal abstract class LessonCell : ICellLanguage
{
    public abstract string Name { get; }

    public abstract string Summary { get; }

    public abstract string Usage { get; }

    public Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var word = CourseWord.Read(context.Block.Arguments, Usage);
        var session = new LessonSession(context.Session.Course.Catalog.FindLesson(word.Id), context.Session.Course.Store);
        var asked = QuestionsOf(session.Lesson.Definition);
        if (word.Question is null)
        {
            throw new CellException($"Which one of lesson {session.Lesson.Number}? There {(asked.Count == 1 ? "is" : "are")} {string.Join(", ", asked.Select(each => each.Id))}.\nUsage: {Usage}");
        }

        return Task.FromResult(Execute(context, session, word with { Rest = $"{word.Rest}\n{context.Block.Code}".Trim() }));
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken) => Task.FromResult(CourseCompletion.Lessons(question, QuestionsOf, HasAnswer));

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken) => Task.FromResult(CourseCompletion.Explain(question, this, isLesson: true));

    /// <summary>Whether an answer of the learner's may follow.</summary>
    protected virtual bool HasAnswer => true;

    /// <summary>Those questions of a lesson that the cell is about.</summary>
    protected abstract IReadOnlyList<QuestionDefinition> QuestionsOf(LessonDefinition lesson);

    /// <summary>Runs the cell.</summary>
    protected abstract BlockResult Execute(BlockContext context, LessonSession session, CourseWord word);

    /// <summary>The question as it is put.</summary>
    protected static AskedQuestion Asked(string cell, LessonSession session, QuestionDefinition question) => new(question, $"#!{cell} {session.Lesson.Number} {question.Id}");

    /// <summary>A number with the unit of its question: <c>33 %</c>.</summary>
    protected static string WithUnit(QuestionDefinition question, string given) =>
        question.Unit is { Length: > 0 } unit && question.Kind == QuestionKind.Number && !given.TrimEnd().EndsWith(unit, StringComparison.OrdinalIgnoreCase) ? $"{given.Trim()} {unit}" : given.Trim();

    /// <summary>The same in Markdown; a letter with the sentence that it stands for.</summary>
    protected static string InWords(QuestionDefinition question, string given) =>
        question.Options.IsDefaultOrEmpty || question.Options.FirstOrDefault(option => option.Letter.Equals(given.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } chosen
            ? $"**{WithUnit(question, given)}**"
            : $"**{chosen.Letter}**, {chosen.Text.Trim()}";
}

using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>A cell about one exercise, which it names by its id.</summary>
internal abstract class ExerciseCell : ICellLanguage
{
    public abstract string Name { get; }

    public abstract string Summary { get; }

    public abstract string Usage { get; }

    /// <summary>The options of its line.</summary>
    protected virtual IReadOnlyList<CellOption> Options => [];

    /// <summary>Whether a question and its answer may follow the id.</summary>
    protected virtual bool HasQuestions => false;

    public abstract Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken);

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult(CourseCompletion.Exercises(question, HasQuestions, Options));

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult(CourseCompletion.Explain(question, this, isLesson: false));

    /// <summary>The exercise that a cell names, with the learner's side of it.</summary>
    /// <exception cref="CourseException">There is no such exercise.</exception>
    /// <exception cref="CellException">The line names none, or says more than an id.</exception>
    protected ExerciseSession SessionOf(BlockContext context) => SessionOf(context, CourseWord.ReadAlone(context.Block.Arguments, Usage).Id);

    /// <summary>The lab of an exercise where it runs in this notebook; null otherwise.</summary>
    protected static Lab? LabOf(BlockContext context, ExerciseSession session) =>
        context.Session.Course.Running is { } running && running.Drawn.Exercise.Id == session.Exercise.Id ? running.Lab : null;

    /// <summary>An exercise by its id, with the learner's side of it.</summary>
    protected static ExerciseSession SessionOf(BlockContext context, string id) => new(context.Session.Course.Catalog.FindExercise(id), context.Session.Course.Store);
}

using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!progress</c>: what the learner has done in the course.</summary>
internal sealed class ProgressCells : ICellLanguage
{
    public string Name => "progress";

    public string Summary => "what you have done in the course: exercises, predictions, questions";

    public string Usage => "#!progress";

    public Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        GivenOptions.Read(context.Block.Arguments, [], Usage).RefuseRest();
        var course = context.Session.Course;
        var progress = course.Store.Read();
        var catalog = course.Catalog;
        return Task.FromResult(new BlockResult(CellResult.Ok(new ProgressPage(catalog.Exercises, catalog.Lessons, progress).ToBundle()), progress));
    }

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult(new InspectionResult(MimeBundle.Text($"{Usage}\n{Summary}")));
}

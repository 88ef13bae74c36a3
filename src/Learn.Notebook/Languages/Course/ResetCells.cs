namespace Learn.Notebook;

/// <summary><c>#!reset 07</c>: puts the start state of an exercise back, in a fresh lab; with <c>--new</c> also draws new names and numbers.</summary>
internal sealed class ResetCells : ExerciseCell
{
    private static readonly CellOption New = new("--new", null, "draws new names and numbers, too, and takes the answers back");

    public override string Name => "reset";

    public override string Summary => "puts the start state of an exercise back, in a fresh lab";

    public override string Usage => "#!reset EXERCISE [--new]";

    protected override IReadOnlyList<CellOption> Options => [New];

    public override Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var words = context.Block.Arguments.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var given = GivenOptions.Read(string.Join(' ', words.OrderBy(word => !word.StartsWith('-'))), Options, Usage);
        var session = SessionOf(context, CourseWord.ReadAlone(given.Rest, Usage).Id);

        // A copied cell must not cost the learner the lab of another exercise.
        if (context.Session.Course.Running is { } running && running.Drawn.Exercise.Id != session.Exercise.Id)
        {
            context.Session.Course.RunOf(session.Exercise);
        }

        return ExerciseCells.BeginAsync(context, session, given.Has(New.Name) ? session.Redraw() : session.Drawn(), cancellationToken);
    }
}

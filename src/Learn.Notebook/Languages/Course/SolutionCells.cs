using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!solution 07</c>: the solution of an exercise, after passing or after three tries.</summary>
internal sealed class SolutionCells : ExerciseCell
{
    public override string Name => "solution";

    public override string Summary => "the solution of an exercise: after passing it, or after three tries";

    public override string Usage => "#!solution EXERCISE";

    public override Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var session = SessionOf(context);
        var title = $"{session.Exercise.Number}: {session.Exercise.Definition.Title}";
        try
        {
            var solution = session.Solution(LabOf(context, session));
            return Shown(new CourseNote($"Solution of exercise {title}", solution), solution);
        }
        catch (CourseException tooEarly) when (!session.MaySeeSolution)
        {
            // Asked too early: that is no error.
            return Shown(
                new CourseNote($"Not yet: exercise {title}", tooEarly.Message)
                {
                    State = "open",
                    Calls = [($"#!hint {session.Exercise.Number}", "helps a step further each time"), ($"#!check {session.Exercise.Number}", "counts as a try if something does not hold")],
                },
                null);
        }
    }

    private static Task<BlockResult> Shown(CourseNote note, string? value) => Task.FromResult(new BlockResult(CellResult.Ok(note.ToBundle()), value));
}

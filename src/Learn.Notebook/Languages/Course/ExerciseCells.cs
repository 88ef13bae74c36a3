using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>
/// <c>#!exercise 07</c>: begins an exercise in a lab of its own, which takes the place of the notebook's. Where it runs already, its lab is left as the learner has it. Without an
/// id it lists what there is.
/// </summary>
internal sealed class ExerciseCells : ExerciseCell
{
    public override string Name => "exercise";

    public override string Summary => "begins an exercise: builds its lab in the place of this one, and shows what to do; alone it lists them all";

    public override string Usage => "#!exercise [EXERCISE] [--as NAME]";

    public override async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var course = context.Session.Course;
        if (context.Block.Arguments.Length == 0)
        {
            return new BlockResult(CellResult.Ok(new ExerciseList(course.Catalog.Exercises, course.Store.Read()).ToBundle()));
        }

        var session = SessionOf(context);
        if (course.Running is { } running && running.Drawn.Exercise.Id == session.Exercise.Id)
        {
            var remark = $"It runs already, and its lab is as you left it. `#!reset {session.Exercise.Number}` puts the start state back.";
            return new BlockResult(CellResult.Ok((ExerciseCards.Of(context.Session, session, running) with { Remark = remark }).ToBundle()), running.Drawn);
        }

        return await BeginAsync(context, session, session.Drawn(), cancellationToken);
    }

    /// <summary>Builds the lab, tells so, and shows the card.</summary>
    public static async Task<BlockResult> BeginAsync(BlockContext context, ExerciseSession session, DrawnExercise drawn, CancellationToken cancellationToken)
    {
        var before = context.Session.LabIfStarted;
        var id = Guid.NewGuid().ToString("n");
        Tell(context.Output.Display, $"Building the lab of exercise {session.Exercise.Number} …");
        try
        {
            var run = await context.Session.Course.StartAsync(drawn, cancellationToken);
            session.Begin();
            var nodes = string.Join(", ", run.Lab.Nodes.Select(node => node.Name));
            Tell(context.Output.UpdateDisplay, $"The lab of exercise {session.Exercise.Number} is ready: {nodes}.{(before is null ? "" : " The lab before it has ended.")}");
            return new BlockResult(CellResult.Ok(ExerciseCards.Of(context.Session, session, run).ToBundle()), run.Drawn);
        }
        catch
        {
            Tell(context.Output.UpdateDisplay, $"The lab of exercise {session.Exercise.Number} was not built.{(before is null ? "" : " The lab before it goes on.")}");
            throw;
        }

        void Tell(Action<DisplayData> show, string text) => show(new DisplayData(MimeBundle.Text(text)) { DisplayId = id });
    }
}

using System.Collections.Immutable;
using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>
/// <c>#!check 07</c>: checks the exercise that runs in this notebook. A check that does not hold is a result, and no failure of the cell. An exercise that does not run here is not started by
/// the way: that would count as a try against a fresh lab, and might cost another one.
/// </summary>
internal sealed class CheckCells : ExerciseCell
{
    public override string Name => "check";

    public override string Summary => "checks an exercise, with real traffic: what holds, what does not, and what shows it";

    public override string Usage => "#!check EXERCISE [--as NAME]";

    public override async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var session = SessionOf(context);
        var run = context.Session.Course.RunOf(session.Exercise);
        var progress = new CheckProgress(context.Output, session.Exercise);
        CheckReport report;
        try
        {
            report = await run.CheckAsync(session.Progress?.Answers ?? ImmutableSortedDictionary<string, string>.Empty, progress, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            progress.GiveUp("The check was interrupted. What it had changed is put back, and it does not count.");
            throw;
        }
        catch
        {
            progress.GiveUp("The check did not come to an end, and does not count.");
            throw;
        }

        progress.Finish(CheckAdvice.Of(context.Session, session, run, report, session.Note(report)));
        return new BlockResult(CellResult.Done, report);
    }
}

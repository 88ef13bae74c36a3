using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!hint 07</c>: the next hint: a nudge, then what the failed check saw, then where to look.</summary>
internal sealed class HintCells : ExerciseCell
{
    public override string Name => "hint";

    public override string Summary => "the next hint for an exercise: a nudge, then what the check saw, then where to look";

    public override string Usage => "#!hint EXERCISE";

    public override Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var session = SessionOf(context);
        var hint = session.NextHint(LabOf(context, session));
        var note = new CourseNote($"Hint for exercise {session.Exercise.Number}: {session.Exercise.Definition.Title}", hint)
        {
            State = "open",
            Calls = [($"#!hint {session.Exercise.Number}", "goes a step further"), ($"#!check {session.Exercise.Number}", "tells whether everything holds")],
        };
        return Task.FromResult(new BlockResult(CellResult.Ok(note.ToBundle()), hint));
    }
}

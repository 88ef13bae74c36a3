using Learn.Course;

namespace Learn.Notebook;

/// <summary>The course as one notebook sees it: exercises and lessons, the learner's progress, and the exercise that runs in the notebook's lab.</summary>
/// <param name="session">The notebook.</param>
/// <param name="options">Where its files are.</param>
internal sealed class NotebookCourse(NotebookSession session, NotebookOptions options) : IAsyncDisposable
{
    private ProgressStore? store = options.Progress;
    private ExerciseRun? run;

    /// <summary>The learner's progress.</summary>
    public ProgressStore Store => store ??= ProgressStore.Default();

    /// <summary>The course around the notebook, read anew: whoever writes an exercise tries it in a notebook that is open.</summary>
    /// <exception cref="CourseException">There is none, or a file of it cannot be read.</exception>
    public CourseCatalog Catalog => CourseCatalog.Load(CourseCatalog.FindFolder(options.WorkingDirectory));

    /// <summary>The exercise that runs in the notebook's lab; null where none does, because the kernel or the lab is another one by now.</summary>
    public ExerciseRun? Running => run is { } started && session.LabIfStarted == started.Lab ? started : null;

    /// <summary>The run of an exercise.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <exception cref="CellException">It does not run here; the message says what to do.</exception>
    public ExerciseRun RunOf(Exercise exercise) => Running switch
    {
        { } running when running.Drawn.Exercise.Id == exercise.Id => running,
        { } other => throw new CellException(
            $"Exercise {exercise.Number} is not running in this notebook: its lab is that of exercise {other.Drawn.Exercise.Number}. Run  #!exercise {exercise.Number}  to begin it in the place of that one."),
        null => throw new CellException(
            $"Exercise {exercise.Number} is not running in this notebook{(run is null ? "" : " any more: its lab has ended or was replaced")}. Run  #!exercise {exercise.Number}  first: it builds the lab."),
    };

    /// <summary>Builds the lab of an exercise and brings it to its start state. The lab before it ends when the new one is ready, and stays where that fails.</summary>
    /// <param name="drawn">The exercise.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ExerciseRun> StartAsync(DrawnExercise drawn, CancellationToken cancellationToken)
    {
        // Two labs of one name cannot be, and the one before may be this exercise's.
        var lab = await Lab.StartAsync(ExerciseRun.OptionsOf(drawn) with { Name = null }, cancellationToken);
        ExerciseRun started;
        try
        {
            started = await ExerciseRun.StartAsync(drawn, lab, cancellationToken);
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }

        var before = Interlocked.Exchange(ref run, started);
        await (before?.DisposeAsync() ?? ValueTask.CompletedTask);
        await session.UseLabAsync(lab);
        return started;
    }

    /// <summary>Ends the run; the lab is the session's.</summary>
    public ValueTask DisposeAsync() => run?.DisposeAsync() ?? ValueTask.CompletedTask;
}

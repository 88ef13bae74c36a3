using System.Collections.Immutable;
using System.Diagnostics;
using Learn.Cluster;

namespace Learn.Course;

/// <summary>
/// An exercise in a lab: from its start state to a check. It keeps what start actions hold open (connections, flows). One at a time in a lab; all calls are
/// one after the other.
/// </summary>
public sealed class ExerciseRun : IAsyncDisposable
{
    private readonly HeldTraffic held;
    private readonly ActionRunner actions;

    private ExerciseRun(DrawnExercise drawn, Lab lab)
    {
        Drawn = drawn;
        Lab = lab;
        held = new HeldTraffic(lab);
        actions = new ActionRunner(lab, held, text => drawn.Render(text, lab));
    }

    /// <summary>The exercise with what was drawn.</summary>
    public DrawnExercise Drawn { get; }

    /// <summary>The lab that it runs in. It is the caller's, and not ended here.</summary>
    public Lab Lab { get; }

    /// <summary>The options of the lab that an exercise needs.</summary>
    /// <param name="drawn">The exercise.</param>
    /// <param name="name">The lab's name; null for what the exercise's file says, or one of its own.</param>
    /// <exception cref="CourseException">Its lab file is wrong.</exception>
    public static LabOptions OptionsOf(DrawnExercise drawn, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        var options = drawn.Exercise.Definition.Lab is { } file ? ReadOptions(drawn, drawn.Render(file).Trim()) : new LabOptions();
        return name is null ? options : options with { Name = name };
    }

    /// <summary>Brings a fresh lab into the exercise's start state.</summary>
    /// <param name="drawn">The exercise.</param>
    /// <param name="lab">The lab, made with <see cref="OptionsOf"/> and untouched.</param>
    /// <param name="cancellationToken">Gives up; the lab is then of no more use.</param>
    /// <exception cref="CourseException">An action of the start state failed.</exception>
    public static async Task<ExerciseRun> StartAsync(DrawnExercise drawn, Lab lab, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        ArgumentNullException.ThrowIfNull(lab);
        var run = new ExerciseRun(drawn, lab);
        try
        {
            foreach (var action in drawn.Exercise.Definition.Start)
            {
                await run.actions.DoAsync(action, drawn.Exercise.Folder, cancellationToken);
            }

            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Checks. The world is put back where a check changed it.</summary>
    /// <param name="answers">The learner's answers, by question.</param>
    /// <param name="progress">Told each result as it comes; null for silence.</param>
    /// <param name="cancellationToken">Gives up; what was changed is put back all the same.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public async Task<CheckReport> CheckAsync(ImmutableSortedDictionary<string, string> answers, IProgress<CheckResult>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answers);
        long started = Stopwatch.GetTimestamp();
        var context = new CheckContext(Lab, Drawn, held, answers, cancellationToken);
        var runner = new CheckRunner(context, actions);
        var results = ImmutableArray.CreateBuilder<CheckResult>();
        foreach (var check in Drawn.Exercise.Definition.Checks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = await runner.RunAsync(check, results.Any(before => before.Verdict is CheckVerdict.Failed or CheckVerdict.Broken));
            results.Add(result);
            progress?.Report(result);
        }

        return new CheckReport(Drawn.Exercise.Id, results.ToImmutable(), Stopwatch.GetElapsedTime(started)) { Observed = context.Observed.ToImmutableSortedDictionary() };
    }

    /// <summary>Does what an attempt does (a solution's, or a wrong one's), and gives its answers.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="folder">Where its files are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CourseException">One of its actions failed.</exception>
    public async Task<ImmutableSortedDictionary<string, string>> DoAsync(AttemptDefinition attempt, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        foreach (var action in attempt.Actions)
        {
            await actions.DoAsync(action, folder, cancellationToken);
        }

        return attempt.Answers.ToImmutableSortedDictionary(answer => answer.Key, answer => Drawn.Render(answer.Value, Lab));
    }

    /// <summary>Applies a file that a learner edits: a manifest, or a shell script whose first comment says where it runs (<c># on: node/node-1</c>).</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CourseException">It cannot be applied; the message says why, with the line.</exception>
    public async Task ApplyFileAsync(string name, string text, CancellationToken cancellationToken = default)
    {
        try
        {
            await actions.ApplyTextAsync(name, text, Lab.DefaultNamespace, cancellationToken);
        }
        catch (Exception error) when (error is ManifestException or ClusterApiException or LabException)
        {
            throw new CourseException(error.Message.Contains(name, StringComparison.Ordinal) ? error.Message : $"{name}: {error.Message}", error);
        }
        catch (CourseException error)
        {
            throw new CourseException($"{name}: {error.Message}", error);
        }
    }

    /// <summary>Closes what it holds open.</summary>
    public ValueTask DisposeAsync() => held.DisposeAsync();

    private static LabOptions ReadOptions(DrawnExercise drawn, string file)
    {
        string path = Path.Combine(drawn.Exercise.Folder, file);
        if (!File.Exists(path))
        {
            throw new CourseException($"{drawn.Exercise.Id}: there is no file {file}, which the field \"lab\" names.");
        }

        try
        {
            return LabManifest.Read(drawn.Render(File.ReadAllText(path)), file).Options
                ?? throw new CourseException($"{drawn.Exercise.Id}: {file} has no document of kind: Lab.");
        }
        catch (ManifestException error)
        {
            throw new CourseException($"{drawn.Exercise.Id}: {error.Message}", error);
        }
    }
}

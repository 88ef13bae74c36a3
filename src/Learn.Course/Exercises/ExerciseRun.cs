using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>
/// An exercise in a lab: from its start state to a check. It keeps what start actions hold open (connections, flows). One at a time in a lab; all calls are
/// one after the other.
/// </summary>
public sealed class ExerciseRun : IAsyncDisposable
{
    private ExerciseRun(DrawnExercise drawn, Lab lab)
    {
        Drawn = drawn;
        Lab = lab;
    }

    /// <summary>The exercise with what was drawn.</summary>
    public DrawnExercise Drawn { get; }

    /// <summary>The lab that it runs in. It is the caller's, and not ended here.</summary>
    public Lab Lab { get; }

    /// <summary>The options of the lab that an exercise needs.</summary>
    /// <param name="drawn">The exercise.</param>
    /// <param name="name">The lab's name; null for what the exercise's file says, or one of its own.</param>
    /// <exception cref="CourseException">Its lab file is wrong.</exception>
    public static LabOptions OptionsOf(DrawnExercise drawn, string? name = null) => throw new NotImplementedException();

    /// <summary>Brings a fresh lab into the exercise's start state.</summary>
    /// <param name="drawn">The exercise.</param>
    /// <param name="lab">The lab, made with <see cref="OptionsOf"/> and untouched.</param>
    /// <param name="cancellationToken">Gives up; the lab is then of no more use.</param>
    /// <exception cref="CourseException">An action of the start state failed.</exception>
    public static Task<ExerciseRun> StartAsync(DrawnExercise drawn, Lab lab, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Checks. The world is put back where a check changed it.</summary>
    /// <param name="answers">The learner's answers, by question.</param>
    /// <param name="progress">Told each result as it comes; null for silence.</param>
    /// <param name="cancellationToken">Gives up; what was changed is put back all the same.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public Task<CheckReport> CheckAsync(ImmutableSortedDictionary<string, string> answers, IProgress<CheckResult>? progress = null, CancellationToken cancellationToken = default)
        => throw new NotImplementedException();

    /// <summary>Does what an attempt does (a solution's, or a wrong one's), and gives its answers.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="folder">Where its files are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CourseException">One of its actions failed.</exception>
    public Task<ImmutableSortedDictionary<string, string>> DoAsync(AttemptDefinition attempt, string folder, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Applies a file that a learner edits: a manifest, or a shell script whose first comment says where it runs (<c># on: node/node-1</c>).</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CourseException">It cannot be applied; the message says why, with the line.</exception>
    public Task ApplyFileAsync(string name, string text, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Closes what it holds open.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}

using System.Collections.Immutable;
using System.Text.Json;
using Learn.Cli.Exercises.Desk;
using Learn.Cli.Labs;
using Learn.Course;

namespace Learn.Cli.Exercises;

/// <summary>An exercise that another process keeps a lab for.</summary>
/// <param name="lab">Its lab.</param>
/// <param name="plan">Which exercise it is, drawn how, and where the learner's files are.</param>
internal sealed class RunningExercise(RemoteLab lab, ExercisePlan plan)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The name of the lab.</summary>
    public string LabName => lab.Name;

    /// <summary>Which exercise it is, drawn how, and where the learner's files are.</summary>
    public ExercisePlan Plan => plan;

    /// <summary>The exercise of a lab; null if there is no such lab, or it is for no exercise.</summary>
    public static async Task<RunningExercise?> FindAsync(string labName, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await RemoteLab.FindAsync(labName, patience.Token) is { } found && await AskAsync(found, new ExerciseQuestion.About(), patience.Token) is { About: { } about }
                ? new RunningExercise(found, about)
                : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null; // It hangs.
        }
        catch (LabException)
        {
            return null; // It has just ended.
        }
    }

    /// <summary>All exercises of this user that run.</summary>
    public static async Task<IReadOnlyList<RunningExercise>> ListAsync(CancellationToken cancellationToken)
        => [.. (await Task.WhenAll(LabChoice.Names().Select(name => FindAsync(name, cancellationToken)))).OfType<RunningExercise>()];

    /// <summary>What the learner reads.</summary>
    public async Task<ExerciseCard> CardAsync(CancellationToken cancellationToken) => (await AskAsync(new ExerciseQuestion.Card(), cancellationToken)).Card!;

    /// <summary>A text with what was drawn and what the lab knows in place.</summary>
    public async Task<string> RenderAsync(string template, CancellationToken cancellationToken)
        => (await AskAsync(new ExerciseQuestion.Render([template]), cancellationToken)).Texts!.Value[0];

    /// <summary>The next hint.</summary>
    public async Task<string> HintAsync(ProgressStore store, CancellationToken cancellationToken)
        => (await AskAsync(new ExerciseQuestion.Hint(store.FilePath), cancellationToken)).Texts!.Value[0];

    /// <summary>The solution, if it may be seen.</summary>
    /// <exception cref="CourseException">It may not be seen yet, or the course came without.</exception>
    public async Task<string> SolutionAsync(ProgressStore store, CancellationToken cancellationToken)
        => (await AskAsync(new ExerciseQuestion.Solution(store.FilePath), cancellationToken)).Texts!.Value[0];

    /// <summary>Does what the solution does, and gives its answers.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> SolveAsync(CancellationToken cancellationToken)
        => (await AskAsync(new ExerciseQuestion.Solve(), cancellationToken)).Answers!;

    /// <summary>Applies what changed in the learner's files, and checks.</summary>
    /// <exception cref="CourseException">A file cannot be applied; the message says why.</exception>
    /// <exception cref="LabException">The lab has ended.</exception>
    public async Task<(CheckReport Report, ImmutableArray<string> Applied)> CheckAsync(
        ImmutableSortedDictionary<string, string> answers, ImmutableSortedDictionary<string, string> files, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(new ExerciseQuestion.Check(answers, files), cancellationToken);
        return (answer.Report!, answer.Applied);
    }

    private async Task<ExerciseAnswer> AskAsync(ExerciseQuestion question, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(lab, question, cancellationToken) ?? throw new LabException($"The lab \"{lab.Name}\" keeps no exercise.");
        return answer.Trouble is null ? answer : throw new CourseException(answer.Trouble);
    }

    private static async Task<ExerciseAnswer?> AskAsync(RemoteLab lab, ExerciseQuestion question, CancellationToken cancellationToken)
    {
        var request = new LabRequest.AskDesk(ExerciseDesk.Name, JsonSerializer.SerializeToElement(question, ExerciseJson.Default.ExerciseQuestion));
        return (await lab.AskAsync(request, cancellationToken)).Answer?.Deserialize(ExerciseJson.Default.ExerciseAnswer);
    }
}

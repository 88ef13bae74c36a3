using System.Collections.Immutable;
using Learn.Cli.Exercises.Desk;
using Learn.Cli.Labs;

namespace Learn.Cli.Exercises;

/// <summary>Starts an exercise's lab, writes the learner's folder, and shows what is to be done.</summary>
/// <param name="exercise">The exercise.</param>
/// <param name="output">Where the exercise is shown.</param>
/// <param name="error">Where progress and errors go.</param>
internal sealed class ExerciseStart(ExerciseAtHand exercise, TextWriter output, TextWriter error)
{
    /// <summary>Where the learner's files are, or are to be.</summary>
    /// <param name="asked">What the command line says; null for nothing.</param>
    public ExerciseFolder FolderOf(string? asked)
        => new(asked is null ? exercise.Running?.Plan.Folder ?? ExerciseFolder.UsualPlace(exercise.Exercise) : Path.GetFullPath(asked));

    /// <summary>Ends the exercise's lab, if it runs.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (exercise.Running is not null)
        {
            await LabEnding.RunAsync(exercise.LabName, new LineProgress(error), cancellationToken);
        }
    }

    /// <summary>Starts the lab, writes the folder, and shows what is to be done.</summary>
    /// <param name="folder">The learner's folder.</param>
    /// <param name="everything">Whether files that are there are replaced.</param>
    /// <param name="cancellationToken">Gives up; the lab then ends.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ExerciseFolder folder, bool everything, CancellationToken cancellationToken)
    {
        exercise.Session.Begin();
        var plan = new ExercisePlan(exercise.Catalog.Folder, exercise.Exercise.Id, exercise.Store.Read().Seed, exercise.Session.Progress!.Drawing, folder.Location);
        var (ready, exitCode) = await BackgroundStart.RunAsync(new LabPlan([], exercise.LabName, null, false) { Exercise = plan }, error, cancellationToken);
        if (ready is null)
        {
            return exitCode;
        }

        var running = await RunningExercise.FindAsync(exercise.LabName, cancellationToken) ?? throw new LabException($"The lab \"{exercise.LabName}\" has just ended.");
        var drawn = exercise.Session.Drawn();
        var card = await running.CardAsync(cancellationToken);
        var kept = everything ? [] : folder.EditedFiles(drawn);
        folder.Write(drawn, card, exercise.Session.Progress!.Answers, everything);
        Show(card, folder, kept);
        return ExitCode.Done;
    }

    /// <summary>Shows what is to be done in an exercise that runs.</summary>
    public async Task ShowAsync(RunningExercise running, CancellationToken cancellationToken)
        => Show(await running.CardAsync(cancellationToken), new ExerciseFolder(running.Plan.Folder), []);

    private void Show(ExerciseCard card, ExerciseFolder folder, IReadOnlyList<string> kept)
    {
        string number = exercise.Exercise.Number;
        string lab = exercise.LabName == ExerciseAtHand.UsualLab(exercise.Exercise) ? "" : $" --lab {exercise.LabName}";
        MarkdownText.Write(Terminal.Create(output), ExercisePage.Write(exercise.Exercise, card));
        ImmutableArray<string> files = [.. folder.ReadFiles().Keys, .. card.Questions.Length > 0 ? [Path.GetFileName(folder.AnswersPath)] : Array.Empty<string>()];
        output.WriteLine($"""

            {(files.Length == 0 ? $"Your folder: {folder.Shown}" : $"Your files in {folder.Shown}: {string.Join(", ", files)}")}
              ./learn exercise check {number}{lab}     applies what you changed there, and checks
              ./learn exercise watch {number}{lab}     does so whenever you save
              ./learn exercise hint {number}{lab}      helps with what failed
              ./learn exec toolbox --lab {exercise.LabName}     a shell in the exercise's lab; get, apply, explain, walk, trace work as well
            """);
        if (kept.Count > 0)
        {
            output.WriteLine($"Kept as you edited it: {string.Join(", ", kept)}. The next check applies it; ./learn exercise reset {number} writes it anew.");
        }
    }
}

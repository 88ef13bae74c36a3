using System.Diagnostics;
using Learn.Cli.Exercises;
using Learn.Cli.Labs;
using Learn.Course;

namespace Learn.Cli.Bench;

/// <summary>
/// How long a learner waits for an exercise: each command is a process of its own, as in a terminal. Each exercise is started, checked as it is, solved, and checked again.
/// </summary>
/// <param name="catalog">The course.</param>
/// <param name="progress">Told of each exercise.</param>
internal sealed class CourseBenchmark(CourseCatalog catalog, IProgress<string> progress)
{
    private const double Goal = 2000;

    private readonly string folder = Directory.CreateTempSubdirectory("learn-bench-").FullName;

    /// <summary>Measures.</summary>
    /// <returns>A line for each exercise, and the measurements over all.</returns>
    /// <exception cref="LabException">An exercise cannot be started, or its solution does not pass.</exception>
    public async Task<(IReadOnlyList<Line> Lines, IReadOnlyList<Measurement> Measurements)> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var lines = new List<Line>();
            foreach (var exercise in catalog.Exercises)
            {
                lines.Add(await MeasureAsync(exercise, cancellationToken));
                progress.Report($"{lines[^1].Exercise}: start {lines[^1].Start:0} ms, check {lines[^1].Check:0} ms, check when solved {lines[^1].SolvedCheck:0} ms");
            }

            return (lines,
            [
                new Measurement("learn exercise start", "ms", [.. lines.Select(line => line.Start)], Goal),
                new Measurement("learn exercise check, as it was started", "ms", [.. lines.Select(line => line.Check)], Goal),
                new Measurement("learn exercise check, solved", "ms", [.. lines.Select(line => line.SolvedCheck)], Goal),
            ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Line> MeasureAsync(Exercise exercise, CancellationToken cancellationToken)
    {
        string lab = $"bench-{Environment.ProcessId}-{exercise.Number}";
        var place = new ExerciseFolder(Path.Combine(folder, exercise.Id));
        try
        {
            double start = await TimeAsync(ExitCode.Done, ["exercise", "start", exercise.Id, "--lab", lab, "--folder", place.Location], cancellationToken);
            double check = await TimeAsync(ExitCode.NotSo, ["exercise", "check", exercise.Id, "--lab", lab], cancellationToken);
            var running = await RunningExercise.FindAsync(lab, cancellationToken) ?? throw new LabException($"The lab of {exercise.Id} has ended.");
            foreach (var (question, answer) in await running.SolveAsync(cancellationToken))
            {
                place.Answer(question, answer);
            }

            return new Line(exercise.Id, start, check, await TimeAsync(ExitCode.Done, ["exercise", "check", exercise.Id, "--lab", lab], cancellationToken));
        }
        finally
        {
            if (LabChoice.Names().Contains(lab))
            {
                await LabEnding.RunAsync(lab, progress, CancellationToken.None);
            }
        }
    }

    private async Task<double> TimeAsync(int exitCode, string[] arguments, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var run = await LearnProgram.RunAsync(
            arguments,
            new Dictionary<string, string>
            {
                ["LEARN_COURSE"] = catalog.Folder,
                ["LEARN_PROGRESS"] = Path.Combine(folder, "progress.yaml"),
                ["DOTNET_EnableDiagnostics"] = "0",
            },
            cancellationToken);
        return run.ExitCode == exitCode
            ? clock.Elapsed.TotalMilliseconds
            : throw new LabException($"'learn {string.Join(' ', arguments)}' ended with {run.ExitCode}, not with {exitCode}:\n{run.Output}{run.Error}");
    }

    /// <summary>How long a learner waits in one exercise, in milliseconds.</summary>
    /// <param name="Exercise">The exercise.</param>
    /// <param name="Start">For its start.</param>
    /// <param name="Check">For a check of the start state.</param>
    /// <param name="SolvedCheck">For a check of the solution.</param>
    internal sealed record Line(string Exercise, double Start, double Check, double SolvedCheck);
}

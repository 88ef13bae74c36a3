using System.Diagnostics;
using Learn.Course;
using Learn.Notebook;

namespace Learn.Cli.Course;

/// <summary>Proves that the notebooks of lessons run from top to bottom, and show what they are stored with. Each runs in a process of its own, as <c>learn run</c>.</summary>
/// <param name="course">The course's folder.</param>
/// <param name="jobs">How many run at the same time.</param>
/// <param name="tell">Told each result as it comes.</param>
internal sealed class NotebookProof(string course, int jobs, Action<ProofResult> tell)
{
    /// <summary>Proves it.</summary>
    public async Task RunAsync(IReadOnlyList<Lesson> lessons, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("learn-proof-").FullName;
        try
        {
            await Parallel.ForEachAsync(
                lessons, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken }, async (lesson, token) => await ProveAsync(lesson, folder, token));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task ProveAsync(Lesson lesson, string folder, CancellationToken cancellationToken)
    {
        const string Runs = "the notebook runs";
        string copy = Path.Combine(folder, Path.GetFileName(lesson.Notebook));
        long start = Stopwatch.GetTimestamp();
        // Nobody's progress is touched.
        var run = await LearnProgram.RunAsync(
            ["run", lesson.Notebook, "--output", copy],
            new Dictionary<string, string> { ["LEARN_COURSE"] = course, ["LEARN_PROGRESS"] = Path.Combine(folder, $"{lesson.Id}-progress.yaml"), ["DOTNET_EnableDiagnostics"] = "0" },
            cancellationToken);
        tell(new ProofResult(lesson.Id, Runs, run.ExitCode == ExitCode.Done, run.ExitCode == ExitCode.Done ? "" : (run.Output + run.Error).Trim()) { Elapsed = Stopwatch.GetElapsedTime(start) });
        if (run.ExitCode == ExitCode.Done)
        {
            var differences = OutputComparison.Differences(await NotebookFile.LoadAsync(lesson.Notebook, cancellationToken), await NotebookFile.LoadAsync(copy, cancellationToken));
            string detail = differences.Count == 0 ? "" : $"{string.Join("; ", differences)}. If the new ones are right, store them: ./learn run {Path.GetRelativePath(course, lesson.Notebook)}";
            tell(new ProofResult(lesson.Id, "its stored outputs are up to date", differences.Count == 0, detail));
        }
    }
}

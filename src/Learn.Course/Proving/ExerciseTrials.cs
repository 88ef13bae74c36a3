using System.Collections.Immutable;
using System.Diagnostics;

namespace Learn.Course;

/// <summary>Tries an exercise in labs: untouched, solved, and done wrong in each way that its author foresaw.</summary>
internal sealed class ExerciseTrials(Exercise exercise, TimeSpan patience, Action<ProofResult> tell)
{
    /// <summary>Tries it for one learner.</summary>
    public async Task RunAsync(int seed, bool withWrongAttempts, CancellationToken cancellationToken)
    {
        var drawn = DrawnExercise.For(exercise, seed);
        string forSeed = $" (seed {seed})";
        await InLabAsync($"it starts{forSeed}", drawn, async (run, token) =>
        {
            if (withWrongAttempts)
            {
                await ProveAsync($"the start state fails for the recorded reason{forSeed}", async () =>
                    HowItFailed(await run.CheckAsync(ImmutableSortedDictionary<string, string>.Empty, cancellationToken: token), exercise.Definition.Fails, run));
            }

            // In the same lab: a learner, too, solves what has been checked before.
            if (exercise.Solution() is { } solution)
            {
                await ProveAsync($"the solution passes{forSeed}", async () => WhyNotPassed(await TryAsync(run, solution, token)));
            }
        }, cancellationToken);
        foreach (var attempt in withWrongAttempts ? exercise.WrongAttempts() : [])
        {
            await InLabAsync($"it starts for {attempt.Name}", drawn, (run, token) => ProveAsync(
                $"the wrong attempt {attempt.Name} gets its message{forSeed}", async () => HowItFailed(await TryAsync(run, attempt, token), attempt.Definition.Fails!, run)), cancellationToken);
        }
    }

    private static async Task<CheckReport> TryAsync(ExerciseRun run, Attempt attempt, CancellationToken cancellationToken)
        => await run.CheckAsync(await run.DoAsync(attempt.Definition, attempt.Folder, cancellationToken), cancellationToken: cancellationToken);

    private async Task InLabAsync(string claim, DrawnExercise drawn, Func<ExerciseRun, CancellationToken, Task> use, CancellationToken cancellationToken)
    {
        Lab? lab = null;
        ExerciseRun? run = null;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(patience);
        try
        {
            try
            {
                lab = await Lab.StartAsync(ExerciseRun.OptionsOf(drawn), ending.Token);
                run = await ExerciseRun.StartAsync(drawn, lab, ending.Token);
            }
            catch (Exception problem) when (IsMistakeOfTheCourse(problem))
            {
                tell(new ProofResult(exercise.Id, claim, Holds: false, problem.Message));
                return;
            }

            await use(run, ending.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            tell(new ProofResult(exercise.Id, $"{claim}, and comes to an end", Holds: false, $"it takes longer than {patience.TotalSeconds:0.###} seconds"));
        }
        finally
        {
            await (run?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (lab?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private async Task ProveAsync(string claim, Func<Task<string?>> findProblem)
    {
        long start = Stopwatch.GetTimestamp();
        string? problem;
        try
        {
            problem = await findProblem();
        }
        catch (Exception wrong) when (IsMistakeOfTheCourse(wrong))
        {
            problem = wrong.Message;
        }

        tell(new ProofResult(exercise.Id, claim, problem is null, problem ?? "") { Elapsed = Stopwatch.GetElapsedTime(start) });
    }

    // Null if it failed as it should.
    private static string? HowItFailed(CheckReport report, FailureDefinition fails, ExerciseRun run)
    {
        string check = run.Drawn.Render(fails.Check, run.Lab).Trim(), says = run.Drawn.Render(fails.Says, run.Lab).Trim();
        return report.FirstFailure switch
        {
            null => $"it passed; the check {check} should have failed and said \"{says}\"",
            { Verdict: CheckVerdict.Broken } broken => $"the check {broken.Id} itself went wrong: {broken.Seen}",
            { } first when first.Id != check => $"the check {first.Id} failed first, not {check}. {Told(first)}",
            { } first => Told(first).Contains(says, StringComparison.OrdinalIgnoreCase) ? null : $"the check {check} failed, but did not say \"{says}\". {Told(first)}",
        };
    }

    private static string? WhyNotPassed(CheckReport report) => report.FirstFailure is { } first
        ? $"the check {first.Id} {(first.Verdict == CheckVerdict.Broken ? "itself went wrong" : first.Verdict == CheckVerdict.Unanswered ? "has no answer" : "failed")}. {Told(first)}"
        : null;

    private static string Told(CheckResult result)
        => string.Join(' ', new[] { ("Expected:", result.Expected), ("Seen:", result.Seen), ("Said:", result.Remark), ("Experiment:", result.Experiment) }
            .Where(part => part.Item2.Length > 0).Select(part => $"{part.Item1} {part.Item2.Trim()}"));

    private static bool IsMistakeOfTheCourse(Exception problem) => problem is CourseException or LabException or Cluster.ManifestException or Cluster.ClusterApiException or IOException;
}

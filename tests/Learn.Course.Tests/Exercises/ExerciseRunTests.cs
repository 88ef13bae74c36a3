using System.Collections.Immutable;
using k8s.Models;

namespace Learn.Course.Tests.Exercises;

/// <summary>A whole exercise in real labs, from its start state to its end.</summary>
public sealed class ExerciseRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Exercise Shop => new(Path.Combine(CheckLab.Exercises, "01-shop"));

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task The_start_fails_the_solution_passes_and_the_wrong_attempt_is_told_why(int seed)
    {
        var drawn = DrawnExercise.For(Shop, seed);
        await using var lab = await Lab.StartAsync(ExerciseRun.OptionsOf(drawn), Cancel);
        await using var run = await ExerciseRun.StartAsync(drawn, lab, Cancel);
        var none = ImmutableSortedDictionary<string, string>.Empty;
        var heard = new List<CheckResult>();

        var start = await run.CheckAsync(none, new Listener(heard), Cancel);
        Assert.Equal(start.Results, heard);
        Assert.Equal([CheckVerdict.Failed, CheckVerdict.Skipped, CheckVerdict.Unanswered, CheckVerdict.Unanswered, CheckVerdict.Passed], start.Results.Select(result => result.Verdict));
        Assert.Contains("requests were refused. The rules on node-1 send", start.FirstFailure!.Seen, StringComparison.Ordinal);
        Assert.Equal($"All {drawn.Values["pods"]} Pods of {drawn.Values["name"]} answer", start.FirstFailure.Title);

        var solution = Shop.Solution()!;
        var answers = await run.DoAsync(solution.Definition, solution.Folder, Cancel);
        for (int time = 0; time < 2; time++)
        {
            var report = await run.CheckAsync(answers, cancellationToken: Cancel);
            Assert.True(report.Passed, string.Join('\n', report.Results));
            Assert.True(report.Observed.ContainsKey("share"));
        }

        var wrong = Shop.WrongAttempts().Single();
        answers = await run.DoAsync(wrong.Definition, wrong.Folder, Cancel);
        var failed = await run.CheckAsync(answers, cancellationToken: Cancel);
        Assert.Equal("answers", failed.FirstFailure!.Id);
        Assert.Contains(drawn.Render(wrong.Definition.Fails!.Says), failed.FirstFailure.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_is_interrupted_puts_the_world_back()
    {
        await using var scene = new Scene();
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var run = await scene.StartAsync(new CheckDefinition
        {
            Id = "it", Title = "It holds",
            After = [new ActionDefinition { Scale = "deployment/many", Replicas = "3" }, new ActionDefinition { Delete = "service/web" }],
            Script = "checks/waits.csx",
        });
        var reached = new TaskCompletionSource();
        string script = Path.Combine(CheckLab.Exercises, "01-shop", "checks", "waits.csx");
        await File.WriteAllTextAsync(script, "lab.Cluster.Create(new V1Namespace { Metadata = new V1ObjectMeta { Name = \"reached\" } });\nawait Task.Delay(-1, Cancellation);\nreturn null;", Cancel);
        using var listening = scene.Lab.Cluster.Subscribe(change => _ = change.Object is V1Namespace { Metadata.Name: "reached" } && reached.TrySetResult());
        var checking = run.CheckAsync(ImmutableSortedDictionary<string, string>.Empty, cancellationToken: interrupt.Token);
        await reached.Task.WaitAsync(Cancel);

        Assert.Null(scene.Lab.Get<V1Service>("web"));
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checking);
        Assert.NotNull(scene.Lab.Get<V1Service>("web"));
        Assert.Equal(2, scene.Lab.Get<V1Deployment>("many")!.Spec.Replicas);
    }

    [Fact]
    public async Task What_cannot_be_put_back_is_told()
    {
        await using var scene = new Scene();
        await using var run = await scene.StartAsync(new CheckDefinition
        {
            Id = "it", Title = "It holds", Object = new ObjectCheckDefinition { Is = "service/web" },
            After = [new ActionDefinition { Run = "true", Undo = "echo it sticks >&2; false" }],
        });
        var result = Assert.Single((await run.CheckAsync(ImmutableSortedDictionary<string, string>.Empty, cancellationToken: Cancel)).Results);

        Assert.Equal(CheckVerdict.Broken, result.Verdict);
        Assert.Equal("The check holds, but what it had changed could not be put back: \"run true\" cannot be undone (On node/node-1: it sticks). Reset the exercise before you go on.", result.Seen);
    }

    [Fact]
    public async Task A_change_that_the_learners_world_does_not_allow_fails_and_a_crash_is_broken()
    {
        await using var scene = new Scene();
        await using var run = await scene.StartAsync(
            new CheckDefinition { Id = "a", Title = "A", Object = new ObjectCheckDefinition { Is = "service/web" }, After = [new ActionDefinition { Scale = "deployment/gone", Replicas = "3" }] },
            new CheckDefinition { Id = "b", Title = "B", Object = new ObjectCheckDefinition { Is = "service/web", Path = "][" } },
            new CheckDefinition { Id = "c", Title = "C", Object = new ObjectCheckDefinition { Is = "service/web" }, After = [new ActionDefinition { Unready = "pod/web-1" }] });
        var results = (await run.CheckAsync(ImmutableSortedDictionary<string, string>.Empty, cancellationToken: Cancel)).Results;

        Assert.Equal((CheckVerdict.Failed, "The check can scale deployment/gone to 3, to see whether the answer still holds.", "deployments.apps \"gone\" not found."), (results[0].Verdict, results[0].Expected, results[0].Seen));
        Assert.Equal(CheckVerdict.Broken, results[1].Verdict);
        Assert.Equal(CheckVerdict.Skipped, results[2].Verdict);
        Assert.Null(scene.Lab.Pod("web-1").Faults.Ready);
    }

    private sealed class Listener(List<CheckResult> heard) : IProgress<CheckResult>
    {
        public void Report(CheckResult value) => heard.Add(value);
    }

    private sealed class Scene : IAsyncDisposable
    {
        private readonly CheckLab lab = new();

        public Lab Lab => lab.Lab;

        public async Task<ExerciseRun> StartAsync(params CheckDefinition[] checks)
        {
            await lab.InitializeAsync();
            return await lab.StartAsync(checks);
        }

        public ValueTask DisposeAsync() => lab.DisposeAsync();
    }
}

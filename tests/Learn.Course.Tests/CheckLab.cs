using System.Collections.Immutable;

namespace Learn.Course.Tests;

/// <summary>A lab of two nodes with some Services, for checks that are made up in tests.</summary>
public sealed class CheckLab : IAsyncLifetime
{
    private const string Services = """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: empty}
        spec: {selector: {app: nobody}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: names}
        spec: {selector: {app: web}, ports: [{port: 53, protocol: UDP, targetPort: 5353}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: many}
        spec:
          replicas: 2
          selector: {matchLabels: {app: many}}
          template:
            metadata: {labels: {app: many}}
            spec: {containers: [{name: c, image: registry.example/many, ports: [{containerPort: 8080}]}]}
        """;

    /// <summary>The exercises that lie beside the tests.</summary>
    public static string Exercises => Path.Combine(AppContext.BaseDirectory, "Exercises");

    /// <summary>The lab.</summary>
    public Lab Lab { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Lab = await Lab.StartAsync(new LabOptions { Nodes = LabOptions.NumberedNodes(2) });
        await Lab.ApplyAsync(Services + string.Concat(Enumerable.Range(1, 3).Select(number => $$"""

            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web-{{number}}, labels: {app: web} }
            spec:
              nodeName: node-{{(number % 2) + 1}}
              containers: [{name: c, image: registry.example/web, ports: [{containerPort: 8080}, {containerPort: 5353, protocol: UDP}] }]
            """)));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Lab.DisposeAsync();

    /// <summary>Starts an exercise that is made up.</summary>
    internal Task<ExerciseRun> StartAsync(params CheckDefinition[] checks) => StartAsync(new ExerciseDefinition { Checks = [.. checks] });

    /// <summary>Starts an exercise that is made up; its folder is that of the shop.</summary>
    internal Task<ExerciseRun> StartAsync(ExerciseDefinition definition)
        => ExerciseRun.StartAsync(
            new DrawnExercise(new Exercise(Path.Combine(Exercises, "01-shop"), definition), ImmutableSortedDictionary<string, string>.Empty.Add("name", "web").Add("pods", "3")),
            Lab,
            TestContext.Current.CancellationToken);

    /// <summary>Runs one check.</summary>
    internal async Task<CheckResult> CheckAsync(CheckDefinition check, string? answer = null, params QuestionDefinition[] questions)
    {
        await using var run = await StartAsync(new ExerciseDefinition { Checks = [check with { Id = "it", Title = "It holds" }], Questions = [.. questions] });
        var none = ImmutableSortedDictionary<string, string>.Empty;
        return Assert.Single((await run.CheckAsync(answer is null ? none : none.Add("q", answer), cancellationToken: TestContext.Current.CancellationToken)).Results);
    }

    /// <summary>Runs a check that must hold.</summary>
    internal async Task PassesAsync(CheckDefinition check)
    {
        var result = await CheckAsync(check);
        Assert.True(result.Verdict == CheckVerdict.Passed, result.ToString());
        Assert.Equal("", result.Seen);
    }

    /// <summary>Runs a check that must not hold, and gives what it says.</summary>
    internal async Task<CheckResult> FailsAsync(CheckDefinition check)
    {
        var result = await CheckAsync(check);
        Assert.True(result.Verdict == CheckVerdict.Failed, result.ToString());
        return result;
    }
}

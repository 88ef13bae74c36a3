namespace Learn.Course.Tests.Proving;

/// <summary>What a check in vain leaves behind in the kernel must not touch the next one.</summary>
public sealed class CheckedTwiceTests
{
    private const string Exercise = """
        title: Rules by hand
        kind: rules
        goal: G
        minutes: 5
        start:
          - apply: start/all.yaml
        text: Write a rule.
        checks:
          - id: answers
            title: The address answers
            traffic: {to: "http://10.111.0.1", count: 20}
        hints:
          - {nudge: Think., look: Look.}
        explanation: E
        fails: {check: answers, says: timeout}
        """;

    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web-1}\nspec:\n  containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]\n";

    [Fact]
    public async Task Connections_that_nobody_answered_are_forgotten_before_the_next_check()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var course = CourseFolder.With(Exercise);
        File.Delete(Path.Combine(course.Path, "exercises/07-wrong-selector/start/web.yaml"));
        course.Write("exercises/07-wrong-selector/start/all.yaml", Pod);
        var drawn = DrawnExercise.For(course.Only(), seed: 1);
        await using var lab = await Lab.StartAsync(ExerciseRun.OptionsOf(drawn), cancellationToken);
        await using var run = await ExerciseRun.StartAsync(drawn, lab, cancellationToken);
        Assert.False((await run.CheckAsync(System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, cancellationToken: cancellationToken)).Passed);
        Assert.NotEqual(0, await HalfOpenAsync());

        string pod = drawn.Render("{{ 'web-1' | pod_ip }}", lab);
        await lab.IptablesAsync(["-t", "nat", "-A", "PREROUTING", "-d", "10.111.0.1", "-p", "tcp", "-j", "DNAT", "--to-destination", $"{pod}:80"], "node/node-1", cancellationToken: cancellationToken);
        Assert.True((await run.CheckAsync(System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, cancellationToken: cancellationToken)).Passed);
        Assert.Equal(0, await HalfOpenAsync());

        async Task<int> HalfOpenAsync()
            => (await lab.ExecAsync("node/node-1", ["conntrack", "-L", "-p", "tcp", "--state", "SYN_SENT"], cancellationToken: cancellationToken)).OutputText.Split('\n').Count(line => line.Contains("SYN_SENT", StringComparison.Ordinal));
    }
}

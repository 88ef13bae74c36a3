namespace Learn.Course.Tests.Proving;

/// <summary>Proofs in real labs: of an exercise that is sound, and of one in which each claim is broken.</summary>
public sealed class ExerciseProofTests
{
    private const string Exercise = """
        title: Nobody answers
        kind: repair
        goal: G
        minutes: 5
        draw: {app: [web, shop, blog]}
        start:
          - apply: start/all.yaml
        text: Mend it.
        checks:
          - id: answers
            title: The Service answers
            traffic: {to: "http://{{ app }}", by: [web-1]}
        hints:
          - {nudge: Think., look: Look.}
        explanation: E
        fails: {check: answers, says: "refused"}
        """;

    private const string Service = "apiVersion: v1\nkind: Service\nmetadata: {name: \"{{ app }}\"}\nspec:\n  selector: {app: SELECTOR}\n  ports: [{port: 80}]\n";

    private const string Pod = "---\napiVersion: v1\nkind: Pod\nmetadata: {name: web-1, labels: {app: web}}\nspec:\n  containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]\n";

    [Fact]
    public async Task A_sound_exercise_is_proved_in_both_directions()
    {
        using var course = Course();
        var told = new List<ProofResult>();
        var report = await ExerciseProof.RunAsync(course.Only(), new CourseProofOptions { OtherSeed = 2 }, new Teller(told), TestContext.Current.CancellationToken);
        Assert.True(report.Holds, string.Join('\n', report.Failures));
        Assert.Equal(told, report.Results);
        Assert.Equal(
            [
                "the start state fails for the recorded reason (seed 1)", "the solution passes (seed 1)", "the wrong attempt nothing gets its message (seed 1)",
                "the wrong attempt other gets its message (seed 1)", "the solution passes (seed 2)",
            ],
            report.Results.Select(result => result.Claim).Where(claim => claim.Contains("(seed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_claim_that_does_not_hold_is_told_with_what_was_seen()
    {
        using var course = Course();
        course.Write("exercises/07-wrong-selector/exercise.yaml", Exercise.Replace("says: \"refused\"", "says: the moon", StringComparison.Ordinal));
        course.Write("exercises/07-wrong-selector/solution/service.yaml", Service.Replace("SELECTOR", "nobody", StringComparison.Ordinal));
        course.Write("exercises/07-wrong-selector/wrong/nothing/attempt.yaml", "actions: [{run: exit 3}]\nfails: {check: answers, says: refused}\n");
        course.Write("exercises/07-wrong-selector/wrong/other/service.yaml", Service.Replace("SELECTOR", "web", StringComparison.Ordinal));
        var report = await ExerciseProof.RunAsync(course.Only(), cancellationToken: TestContext.Current.CancellationToken);
        var failures = report.Failures.ToDictionary(failure => failure.Claim, failure => failure.Detail);
        Assert.Equal(4, failures.Count);
        Assert.StartsWith("the check answers failed, but did not say \"the moon\". Expected:", failures["the start state fails for the recorded reason (seed 1)"], StringComparison.Ordinal);
        Assert.StartsWith("the check answers failed. Expected:", failures["the solution passes (seed 1)"], StringComparison.Ordinal);
        Assert.Contains("exit", failures["the wrong attempt nothing gets its message (seed 1)"], StringComparison.OrdinalIgnoreCase);
        Assert.Equal("it passed; the check answers should have failed and said \"refused\"", failures["the wrong attempt other gets its message (seed 1)"]);
    }

    [Fact]
    public async Task What_takes_too_long_is_told()
    {
        using var course = Course();
        var report = await ExerciseProof.RunAsync(course.Only(), new CourseProofOptions { Patience = TimeSpan.FromMilliseconds(1) }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            ["it starts (seed 1), and comes to an end", "it starts for nothing, and comes to an end", "it starts for other, and comes to an end"],
            report.Failures.Select(failure => failure.Claim));
        Assert.All(report.Failures, failure => Assert.Equal("it takes longer than 0.001 seconds", failure.Detail));
    }

    private static CourseFolder Course()
    {
        var course = CourseFolder.With(Exercise);
        const string folder = "exercises/07-wrong-selector";
        File.Delete(Path.Combine(course.Path, folder, "start/web.yaml"));
        course.Write($"{folder}/start/all.yaml", Service.Replace("SELECTOR", "wep", StringComparison.Ordinal) + Pod);
        course.Write($"{folder}/solution/service.yaml", Service.Replace("SELECTOR", "web", StringComparison.Ordinal));
        course.Write($"{folder}/wrong/nothing/attempt.yaml", "text: Wait.\nactions: [{run: 'true'}]\nfails: {check: answers, says: Refused}\n");
        course.Write($"{folder}/wrong/other/attempt.yaml", "text: Another letter.\nfails: {check: answers, says: refused}\n");
        course.Write($"{folder}/wrong/other/service.yaml", Service.Replace("SELECTOR", "wob", StringComparison.Ordinal));
        return course;
    }

    private sealed class Teller(List<ProofResult> told) : IProgress<ProofResult>
    {
        public void Report(ProofResult value) => told.Add(value);
    }
}

using System.Text.Json;

namespace Learn.Cli.Tests.Course;

/// <summary>learn course: what learners, authors and leaders do with the course as a whole.</summary>
public sealed class CourseCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_exercise_is_proved_as_it_stands_and_one_that_was_damaged_is_not()
    {
        await using var learner = await Learner.ComeAsync();

        var proof = await learner.RunAsync("course", "check", "01");
        Assert.True(proof.ExitCode == 0, proof.Output + proof.Error);
        Assert.Contains("✓ 01-broken-port: the solution passes", proof.Error, StringComparison.Ordinal);
        Assert.Contains("the wrong attempt other-number gets its message", proof.Error, StringComparison.Ordinal);
        Assert.Contains("The course holds", proof.Output, StringComparison.Ordinal);

        // The author records a wrong reason, and breaks the solution.
        string definition = learner.At("course", "exercises", Learner.Id, "exercise.yaml");
        await Learner.WriteAsync(definition, (await File.ReadAllTextAsync(definition, Cancel)).Replace("fails: {check: answers, says: refused}", "fails: {check: answers, says: timeout}", StringComparison.Ordinal));
        string solution = learner.At("course", "exercises", Learner.Id, "solution", "service.yaml");
        await Learner.WriteAsync(solution, (await File.ReadAllTextAsync(solution, Cancel)).Replace("{{ target }}", "{{ mistake }}", StringComparison.Ordinal));

        var damaged = await learner.RunAsync("course", "check", "broken-port", "--json");
        Assert.Equal(1, damaged.ExitCode);
        var json = JsonDocument.Parse(damaged.Output).RootElement;
        Assert.False(json.GetProperty("holds").GetBoolean());
        var wrong = json.GetProperty("results").EnumerateArray().Where(result => !result.GetProperty("holds").GetBoolean()).Select(result => result.GetProperty("claim").GetString()!).ToList();
        Assert.Equal(2, wrong.Count);
        Assert.Contains(wrong, claim => claim.StartsWith("the start state fails for the recorded reason", StringComparison.Ordinal));
        Assert.Contains(wrong, claim => claim.StartsWith("the solution passes", StringComparison.Ordinal));
        Assert.Contains("NOT SO", damaged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_lesson_runs_and_is_proved_when_its_outputs_are_stored()
    {
        await using var learner = await Learner.ComeAsync();
        var made = await learner.RunAsync("course", "new", "lesson", "lots");
        Assert.True(made.ExitCode == 0, made.Error);
        string notebook = learner.At("course", "notebooks", "01-lots.ipynb");

        // Not yet: the notebook has never been run.
        var before = await learner.RunAsync("course", "check", "01-lots", "--notebooks");
        Assert.Equal(1, before.ExitCode);
        Assert.Contains("its stored outputs are up to date", before.Output, StringComparison.Ordinal);

        var run = await learner.RunAsync("run", notebook);
        Assert.True(run.ExitCode == 0, run.Error);
        var after = await learner.RunAsync("course", "check", "01-lots");
        Assert.True(after.ExitCode == 0, after.Output + after.Error);
        Assert.Contains("the notebook runs", after.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_shown_exported_and_reported_and_a_damaged_file_is_named()
    {
        await using var learner = await Learner.ComeAsync();
        Assert.Equal(0, (await learner.ExerciseAsync("start")).ExitCode);
        Assert.Equal(1, (await learner.CheckAsync()).ExitCode);
        Directory.CreateDirectory(learner.At("group"));

        var progress = await learner.RunAsync("course", "progress", "--name", "Ada <b>", "--export", learner.At("group", "ada.yaml"), "--html", learner.At("ada.html"));
        Assert.True(progress.ExitCode == 0, progress.Error);
        Assert.Contains("0 of 1 exercises passed, in 1 try.", progress.Output, StringComparison.Ordinal);
        string page = await File.ReadAllTextAsync(learner.At("ada.html"), Cancel);
        Assert.Contains("Progress of Ada &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);

        // A second learner, who passes.
        await learner.MendAsync();
        Assert.Equal(0, (await learner.ExerciseAsync("answer", "which-number", "b")).ExitCode);
        Assert.Equal(0, (await learner.CheckAsync()).ExitCode);
        Assert.Equal(0, (await learner.RunAsync("course", "progress", "--name", "Grace", "--export", learner.At("group", "grace.yaml"))).ExitCode);

        var report = await learner.RunAsync("course", "report", learner.At("group"), "--json");
        Assert.True(report.ExitCode == 0, report.Error);
        var json = JsonDocument.Parse(report.Output).RootElement;
        Assert.Equal([("Ada <b>", 0), ("Grace", 1)], json.GetProperty("learners").EnumerateArray().Select(each => (each.GetProperty("learner").GetString()!, each.GetProperty("passed").GetInt32())));
        var exercise = json.GetProperty("exercises")[0];
        Assert.Equal((2, 1, 3), (exercise.GetProperty("started").GetInt32(), exercise.GetProperty("passed").GetInt32(), exercise.GetProperty("tries").GetInt32()));
        Assert.Equal(1, exercise.GetProperty("stuckAt").GetProperty("answers").GetInt32());

        await Learner.WriteAsync(learner.At("group", "torn.yaml"), "version: 1\nexercises: [\n");
        var damaged = await learner.RunAsync("course", "report", learner.At("group"), "--html", learner.At("group.html"));
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("torn.yaml", damaged.Error, StringComparison.Ordinal);
        Assert.Contains("Grace", damaged.Output, StringComparison.Ordinal);
        Assert.Contains("torn.yaml", await File.ReadAllTextAsync(learner.At("group.html"), Cancel), StringComparison.Ordinal);
        Assert.Equal(2, (await learner.RunAsync("course", "report", learner.At("nowhere"))).ExitCode);
    }

    [Fact]
    public async Task A_hand_out_has_no_solutions_and_can_be_worked_with()
    {
        await using var learner = await Learner.ComeAsync();
        Assert.Equal(0, (await learner.RunAsync("course", "new", "lesson", "lots")).ExitCode);
        string handout = learner.At("handout");
        foreach (string file in (string[])["notebooks/dumps/node.txt", "docs/page.md"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(learner.Course, file))!);
            await File.WriteAllTextAsync(Path.Combine(learner.Course, file), "what a lesson reads", TestContext.Current.CancellationToken);
        }

        var made = await learner.RunAsync("course", "handout", handout);

        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Equal(["exercise.yaml", "pods.yaml", "service.yaml"],
            Directory.GetFiles(Path.Combine(handout, "exercises", Learner.Id), "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["01-lots.ipynb", "01-lots.yaml"], Directory.GetFiles(Path.Combine(handout, "notebooks")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(handout, "notebooks/dumps/node.txt")) && File.Exists(Path.Combine(handout, "docs/page.md")));
        Assert.Equal(2, (await learner.RunAsync("course", "handout", handout)).ExitCode);

        // The tools work with it; only the solution is not there.
        Directory.Delete(learner.Course, recursive: true);
        Directory.Move(handout, learner.Course);
        Assert.Equal(0, (await learner.ExerciseAsync("start")).ExitCode);
        for (int tries = 0; tries < 3; tries++)
        {
            Assert.Equal(1, (await learner.CheckAsync()).ExitCode);
        }

        var solution = await learner.ExerciseAsync("solution");
        Assert.Equal(2, solution.ExitCode);
        Assert.Contains("without", solution.Error, StringComparison.Ordinal);
        await learner.MendAsync();
        Assert.Equal(0, (await learner.ExerciseAsync("answer", "which-number", "b")).ExitCode);
        Assert.Equal(0, (await learner.CheckAsync()).ExitCode);
    }
}

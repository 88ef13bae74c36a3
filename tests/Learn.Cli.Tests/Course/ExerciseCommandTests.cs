using System.Diagnostics;
using System.Text.Json;
using Learn.Cli.Tests.Labs;

namespace Learn.Cli.Tests.Course;

/// <summary>learn exercise: from the start of an exercise to its end, with real labs.</summary>
public sealed class ExerciseCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exercise_is_started_checked_mended_answered_and_passed()
    {
        await using var learner = await Learner.ComeAsync();

        var start = await learner.ExerciseAsync("start");
        Assert.True(start.ExitCode == 0, start.Error);
        Assert.Contains($"learn exercise check 01 --lab {learner.Lab}", start.Output, StringComparison.Ordinal);
        Assert.Contains("listens on port", start.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", start.Output, StringComparison.Ordinal);
        Assert.Equal(["README.md", "answers.yaml", "pods.yaml", "service.yaml"], Directory.GetFiles(learner.Work).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        // As it was started: the check fails, in words and for programs, and the solution may not be seen.
        var words = await learner.ExerciseAsync("check");
        Assert.Equal(1, words.ExitCode);
        Assert.Contains("✗ failed", words.Output, StringComparison.Ordinal);
        Assert.Contains("refused", words.Output, StringComparison.Ordinal);
        var (code, failed) = await learner.CheckAsync();
        Assert.Equal(1, code);
        Assert.False(failed.GetProperty("passed").GetBoolean());
        Assert.Equal(["failed", "skipped", "unanswered"], Verdicts(failed));
        Assert.Equal(JsonValueKind.Null, failed.GetProperty("firstPassed").ValueKind);
        Assert.Equal(2, (await learner.ExerciseAsync("solution")).ExitCode);

        // What was edited is applied by the check, and nothing else.
        await learner.MendAsync();
        var (half, mended) = await learner.CheckAsync();
        Assert.Equal(1, half);
        Assert.Equal(["service.yaml"], mended.GetProperty("applied").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["passed", "passed", "unanswered"], Verdicts(mended));

        var answer = await learner.ExerciseAsync("answer", "which-number", "b");
        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Contains("which-number: b", await File.ReadAllTextAsync(Path.Combine(learner.Work, "answers.yaml"), Cancel), StringComparison.Ordinal);
        var (done, passed) = await learner.CheckAsync();
        Assert.Equal(0, done);
        Assert.True(passed.GetProperty("passed").GetBoolean());
        Assert.Empty(passed.GetProperty("applied").EnumerateArray());
        Assert.Equal(JsonValueKind.String, passed.GetProperty("firstPassed").ValueKind);
        Assert.Contains("targetPort", (await learner.ExerciseAsync("solution")).Output, StringComparison.Ordinal);

        // The explanation comes with a pass, and the list knows of it.
        Assert.Contains("In real clusters", (await learner.ExerciseAsync("check")).Output, StringComparison.Ordinal);
        Assert.Contains("✓ passed", (await learner.RunAsync("exercise", "list")).Output, StringComparison.Ordinal);
        var line = JsonDocument.Parse((await learner.RunAsync("exercise", "list", "--json")).Output).RootElement[0];
        Assert.Equal(("01", "repair", 10, "passed"), (line.GetProperty("number").GetString(), line.GetProperty("kind").GetString(), line.GetProperty("minutes").GetInt32(), line.GetProperty("state").GetString()));

        var stop = await learner.ExerciseAsync("stop");
        Assert.True(stop.ExitCode == 0, stop.Error);
        Assert.False(RunningLab.IsThere(learner.Lab));
        Assert.True(File.Exists(Path.Combine(learner.Work, "service.yaml")));
        Assert.Equal(1, (await learner.ExerciseAsync("stop")).ExitCode);
    }

    [Fact]
    public async Task A_lab_that_was_killed_comes_back_and_what_was_edited_is_kept()
    {
        await using var learner = await Learner.ComeAsync();
        Assert.Equal(0, (await learner.ExerciseAsync("start")).ExitCode);
        await learner.MendAsync();
        string edited = await File.ReadAllTextAsync(Path.Combine(learner.Work, "service.yaml"), Cancel);
        Assert.Equal(0, (await learner.ExerciseAsync("answer", "which-number", "b")).ExitCode);
        Assert.Equal(0, (await learner.CheckAsync()).ExitCode);

        var (owner, helper) = await ProcessesAsync(learner);
        using (var keeper = Process.GetProcessById(owner))
        {
            keeper.Kill();
        }

        await RunningLab.EventuallyAsync(() => !RunningLab.IsAlive(helper) && !RunningLab.IsThere(learner.Lab), "nothing of the lab is left");
        var gone = await learner.ExerciseAsync("check");
        Assert.Equal(2, gone.ExitCode);
        Assert.Contains("The lab of exercise 01 is gone", gone.Error, StringComparison.Ordinal);
        Assert.Contains("./learn exercise start 01", gone.Error, StringComparison.Ordinal);
        Assert.Empty(gone.Output);

        var again = await learner.ExerciseAsync("start");
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Contains("Kept as you edited it: service.yaml", again.Output, StringComparison.Ordinal);
        Assert.Equal(edited, await File.ReadAllTextAsync(Path.Combine(learner.Work, "service.yaml"), Cancel));

        // Not applied before the check, and then at once: files and answers are as they were.
        var (code, json) = await learner.CheckAsync();
        Assert.Equal(0, code);
        Assert.Equal(["service.yaml"], json.GetProperty("applied").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task Edits_are_lost_by_reset_alone()
    {
        await using var learner = await Learner.ComeAsync();
        Assert.Equal(0, (await learner.ExerciseAsync("start")).ExitCode);
        string service = Path.Combine(learner.Work, "service.yaml");
        string given = await File.ReadAllTextAsync(service, Cancel);
        string port = await learner.TargetAsync();
        await learner.MendAsync();
        Assert.Equal(0, (await learner.ExerciseAsync("answer", "which-number", "a")).ExitCode);

        var refused = await learner.ExerciseAsync("start", "--new");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("service.yaml", refused.Error, StringComparison.Ordinal);
        Assert.Contains("reset 01 --new", refused.Error, StringComparison.Ordinal);

        var reset = await learner.ExerciseAsync("reset");
        Assert.True(reset.ExitCode == 0, reset.Error);
        Assert.Equal(given, await File.ReadAllTextAsync(service, Cancel));
        Assert.Equal(port, await learner.TargetAsync());
        Assert.DoesNotContain("which-number: a", await File.ReadAllTextAsync(Path.Combine(learner.Work, "answers.yaml"), Cancel), StringComparison.Ordinal);

        var anew = await learner.ExerciseAsync("reset", "--new");
        Assert.True(anew.ExitCode == 0, anew.Error);
        Assert.NotEqual(port, await learner.TargetAsync());
        Assert.Equal(1, (await learner.CheckAsync()).ExitCode);
    }

    [Fact]
    public async Task Mistakes_in_files_and_answers_are_told_with_their_place_and_count_as_no_try()
    {
        await using var learner = await Learner.ComeAsync();
        Assert.Equal(0, (await learner.ExerciseAsync("start")).ExitCode);
        string answers = Path.Combine(learner.Work, "answers.yaml");
        string sheet = await File.ReadAllTextAsync(answers, Cancel);

        await Learner.WriteAsync(answers, sheet + "other: 3\n");
        var unknown = await learner.ExerciseAsync("check", "--json");
        Assert.Equal((2, ""), (unknown.ExitCode, unknown.Output));
        Assert.Contains($"answers.yaml, line {sheet.Split('\n').Length}: there is no question \"other\"", unknown.Error, StringComparison.Ordinal);

        await Learner.WriteAsync(answers, sheet.Replace("which-number:", "which-number: z", StringComparison.Ordinal));
        var letter = await learner.ExerciseAsync("check");
        Assert.Equal(2, letter.ExitCode);
        Assert.Contains("which-number", letter.Error, StringComparison.Ordinal);

        await Learner.WriteAsync(answers, sheet);
        await Learner.WriteAsync(Path.Combine(learner.Work, "service.yaml"), "apiVersion: v1\nkind: Service\nmetadata:\n  name: [\n");
        var broken = await learner.ExerciseAsync("check", "--json");
        Assert.Equal((2, ""), (broken.ExitCode, broken.Output));
        Assert.Contains("service.yaml", broken.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", broken.Error, StringComparison.Ordinal);
        Assert.Contains("\"tries\": 0", (await learner.RunAsync("exercise", "list", "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_comes_in_steps_and_the_solution_after_three_tries()
    {
        await using var learner = await Learner.ComeAsync();
        Assert.Equal(0, (await learner.ExerciseAsync("start")).ExitCode);
        Assert.Equal(1, (await learner.CheckAsync()).ExitCode);

        Assert.Contains("Where do the Service's packets go?", (await learner.ExerciseAsync("hint")).Output, StringComparison.Ordinal);
        Assert.Contains("refused", (await learner.ExerciseAsync("hint")).Output, StringComparison.Ordinal);
        Assert.Contains("endpointslices", (await learner.ExerciseAsync("hint")).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await learner.ExerciseAsync("solution")).ExitCode);

        Assert.Equal(1, (await learner.CheckAsync()).ExitCode);
        Assert.Equal(1, (await learner.CheckAsync()).ExitCode);
        var solution = await learner.ExerciseAsync("solution");
        Assert.True(solution.ExitCode == 0, solution.Error);
        Assert.Contains($"targetPort: {await learner.TargetAsync()}", solution.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_words_are_answered_with_a_sentence_and_exit_code_2()
    {
        await using var learner = await Learner.ComeAsync();
        foreach (var (arguments, says) in new (string[], string)[]
        {
            (["exercise", "start", "77"], "no exercise \"77\""),
            (["exercise", "start", "brokn-port"], "01-broken-port"),
            (["exercise", "check", "01"], "has not been started"),
            (["exercise", "answer", "01", "what", "3"], "which-number"),
            (["exercise", "dance"], "dance"),
            (["course", "new", "exercise", "Bad Name"], "lower-case"),
            (["course", "new", "exercise", "broken-port"], "01-broken-port"),
            (["course", "check", "--exercises", "--notebooks"], "exclude"),
            (["course", "check", "88"], "88"),
        })
        {
            var run = await learner.RunAsync(arguments);
            Assert.True(run.ExitCode == 2, $"{string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Output}{run.Error}");
            Assert.Contains(says, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        }
    }

    private static string?[] Verdicts(JsonElement report) => [.. report.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("verdict").GetString())];

    private static async Task<(int Owner, int Helper)> ProcessesAsync(Learner learner)
    {
        var labs = JsonDocument.Parse((await learner.RunAsync("list", "--json")).Output).RootElement;
        var lab = labs.EnumerateArray().Single(each => each.GetProperty("name").GetString() == learner.Lab);
        return (lab.GetProperty("ownerProcessId").GetInt32(), lab.GetProperty("helperProcessId").GetInt32());
    }
}

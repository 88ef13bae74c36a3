using Learn.Cli.Tests.Labs;

namespace Learn.Cli.Tests.Course;

/// <summary>learn exercise watch on a terminal.</summary>
public sealed class ExerciseWatchTests
{
    [Fact]
    public async Task Each_saved_file_is_checked_until_the_exercise_is_passed()
    {
        await using var learner = await Learner.ComeAsync();
        Assert.Equal(0, (await learner.ExerciseAsync("start")).ExitCode);
        await using var terminal = await TmuxTerminal.OpenAsync(110, 45);
        await terminal.TypeAsync($"{learner.Prefix} exercise watch 01 --lab {learner.Lab}; echo ended with $?");
        await terminal.WaitForAsync("✗ failed");
        await terminal.WaitForAsync("Watching learn-exercises/01-broken-port.");

        // A key asks for a hint; the watch goes on.
        await terminal.PressAsync("h");
        await terminal.WaitForAsync("Where do the Service's packets go?");

        // A file with a mistake ends nothing.
        string service = Path.Combine(learner.Work, "service.yaml");
        string given = await File.ReadAllTextAsync(service, TestContext.Current.CancellationToken);
        await Learner.WriteAsync(service, "kind: [\n");
        await terminal.WaitForAsync("saved: service.yaml");
        await terminal.WaitForAsync("✗ service.yaml, document 1, line 2");

        await Learner.WriteAsync(service, given);
        await learner.MendAsync();
        await terminal.WaitForAsync("now passed, before failed: All Pods of");
        await terminal.WaitForAsync("? no answer");

        // As many editors save: a new file in the place of the old.
        string sheet = Path.Combine(learner.Work, "answers.yaml");
        await Learner.WriteAsync(sheet + ".new", (await File.ReadAllTextAsync(sheet, TestContext.Current.CancellationToken)).Replace("which-number:", "which-number: b", StringComparison.Ordinal));
        File.Move(sheet + ".new", sheet, overwrite: true);
        await terminal.WaitForAsync("Passed: all 3 checks hold");
        await terminal.WaitForAsync("\nended with 0");
    }

    [Fact]
    public async Task Ctrl_C_ends_the_watch_at_once_and_leaves_the_lab()
    {
        await using var learner = await Learner.ComeAsync();
        Assert.Equal(0, (await learner.ExerciseAsync("start")).ExitCode);
        await using var terminal = await TmuxTerminal.OpenAsync(110, 45);
        await terminal.TypeAsync($"{learner.Prefix} exercise watch 01 --lab {learner.Lab}; echo ended with $?");
        await terminal.WaitForAsync("Watching learn-exercises/01-broken-port.");

        await terminal.PressAsync("C-c");

        await terminal.WaitForAsync("\nended with 130");
        await terminal.TypeAsync("echo typed again");
        await terminal.WaitForAsync("\ntyped again");
        Assert.True(RunningLab.IsThere(learner.Lab));
    }
}

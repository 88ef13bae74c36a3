using System.Diagnostics;
using Learn.Architecture.Tests.Reading;
using Learn.Cli.Tests.Labs;
using Learn.Course;

namespace Learn.Workshops.Tests.Learners;

/// <summary>learn workshop reset: everybody at the beginning of one lesson, and nothing lost.</summary>
public sealed class ResetTests
{
    private const string Ahead = """
        version: 1
        learner: Ada
        seed: 7
        exercises:
          01-first-service: {started: 2026-11-23T10:00:00Z, passed: 2026-11-23T10:05:00Z}
          10-two-ports: {started: 2026-11-23T11:00:00Z}
        lessons:
          02-three-pods: {questions: {fifth-rule: {answer: '0.2', right: true, times: 1, at: 2026-11-23T10:20:00Z}}}
          06-node-port: {questions: {a: {answer: b, right: true, times: 1, at: 2026-11-23T11:20:00Z}}}

        """;

    [Fact]
    public async Task Later_work_is_put_away_earlier_work_stays_and_what_was_not_done_is_marked_as_skipped()
    {
        using var room = new Classroom();
        room.Come("ada", Ahead);
        Classroom.Write(room.At("ada", "learn-exercises", "10-two-ports", "service.yaml"), "mine");
        Classroom.Write(room.At("ada", "learn-exercises", "01-first-service", "service.yaml"), "done");
        Classroom.Write(room.At("ada", "course", "notebooks", "06-node-port.ipynb"), "scribbled over");
        Classroom.Write(room.At("ada", "checkout", ".git", "HEAD"), "ref: refs/heads/main");
        Classroom.Write(room.At("ada", "checkout", "notebooks", "06-node-port.ipynb"), "Git knows");

        var run = await Classroom.RunAsync("reset", "--lesson", "6", room.Homes);

        Assert.True(run.ExitCode == 0, run.Error);
        var now = new ProgressStore(room.ProgressOf("ada")).Read();
        Assert.Equal(7, now.Seed);
        Assert.Equal(["01-first-service"], now.Exercises.Keys);
        Assert.Equal(["01", "02", "03", "04", "05"], now.Lessons.Keys.Select(lesson => lesson[..2]));
        Assert.Equal(["01", "03", "04", "05"], now.Lessons.Where(lesson => lesson.Value.Skipped is not null).Select(lesson => lesson.Key[..2]));
        Assert.True(now.Lessons["02-three-pods"].Questions["fifth-rule"].Right);

        string away = Assert.Single(Directory.GetDirectories(room.At("ada", ".local", "share", "learn", "put-away")));
        Assert.Equal(Ahead, await ReadAsync(Path.Combine(away, "progress.yaml")));
        Assert.Equal("mine", await ReadAsync(Path.Combine(away, "learn-exercises", "10-two-ports", "service.yaml")));
        Assert.Equal("scribbled over", await ReadAsync(Path.Combine(away, "course", "notebooks", "06-node-port.ipynb")));
        Assert.Contains(room.ProgressOf("ada"), await ReadAsync(Path.Combine(away, "README.txt")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(room.At("ada", "learn-exercises", "10-two-ports")));
        Assert.Equal("done", await ReadAsync(room.At("ada", "learn-exercises", "01-first-service", "service.yaml")));
        Assert.Contains("\"cells\"", await ReadAsync(room.At("ada", "course", "notebooks", "06-node-port.ipynb")), StringComparison.Ordinal);
        Assert.Equal("Git knows", await ReadAsync(room.At("ada", "checkout", "notebooks", "06-node-port.ipynb")));

        // Again: nobody has anything to do.
        var again = await Classroom.RunAsync("reset", "--lesson", "node-port", room.At("ada"));
        Assert.Contains("is at the beginning of lesson 06 already", again.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(room.At("ada", ".local", "share", "learn", "put-away")));
    }

    [Fact]
    public async Task A_dry_run_says_everything_and_changes_nothing()
    {
        using var room = new Classroom();
        room.Come("ada", Ahead);
        Classroom.Write(room.At("ada", "learn-exercises", "10-two-ports", "service.yaml"), "mine");
        string[] before = Directory.GetFileSystemEntries(room.Homes, "*", SearchOption.AllDirectories);

        var run = await Classroom.RunAsync("reset", "--lesson", "6", "--dry-run", room.Homes);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("  would: marks as skipped: lessons 01, 03, 04, 05\n  would: puts away what was done in lesson 06 and exercise 10\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"  would: puts away the folder {room.At("ada", "learn-exercises", "10-two-ports")}\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(room.Homes, "*", SearchOption.AllDirectories));
        Assert.Equal(Ahead, await ReadAsync(room.ProgressOf("ada")));
    }

    [Fact]
    public async Task Who_cannot_be_brought_there_is_named_and_the_others_are()
    {
        using var room = new Classroom();
        room.Come("ada", Ahead);
        room.Come("bob", "seed: [\n");

        var run = await Classroom.RunAsync("reset", "--lesson", "6", room.Homes);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("learn: bob: Your progress cannot be read.", run.Error, StringComparison.Ordinal);
        Assert.Equal("seed: [\n", await ReadAsync(room.ProgressOf("bob")));
        Assert.Equal(["01-first-service"], new ProgressStore(room.ProgressOf("ada")).Read().Exercises.Keys);
        Assert.Equal(2, (await Classroom.RunAsync("reset", "--lesson", "99", room.Homes)).ExitCode);
        Assert.Equal(2, (await Classroom.RunAsync("reset", room.Homes)).ExitCode);
    }

    // Names of labs belong to a network namespace: in one of its own, the test ends its own labs and no other's.
    [Fact]
    public async Task A_learner_s_own_labs_are_ended_unless_they_are_to_be_kept()
    {
        using var room = new Classroom();
        room.Come("ada", Ahead);
        string learn = $"dotnet '{LearnRun.Program}'";
        var run = await ShellAsync(room, $"{learn} up --name spare >/dev/null && {learn} workshop reset --lesson 6 --keep-labs && {learn} list --json | grep -c spare && {learn} workshop reset --lesson 6 && {learn} list");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal("1", run.Output.Split('\n').Single(line => line.Length == 1));
        Assert.Contains("  ends the lab \"spare\"\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("No lab is running.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_becomes_the_learner_to_whom_a_home_belongs()
    {
        using var room = new Classroom();
        room.Come("ada", Ahead);
        // Only root can give a home away; whoever else runs this test is the learner already.
        string owner = (await CommandAsync("sh", "-c", $"chmod 711 '{room.Homes}'; if [ $(id -u) = 0 ]; then chown -R 12345:12345 '{room.At("ada")}'; fi; stat -c %u '{room.At("ada")}'")).Output.Trim();

        // The program and the course where every user can read them: this checkout may lie where only root comes.
        string place = Path.Combine(room.Homes, "shared");
        var copied = await CommandAsync("sh", "-c", $"mkdir -m 755 '{place}' && cp -r '{AppContext.BaseDirectory}' '{place}/program' && cp -r '{Repository.PathTo("exercises")}' '{Repository.PathTo("notebooks")}' '{place}' && chmod -R a+rX '{place}'");
        Assert.True(copied.ExitCode == 0, copied.Error);

        var run = await CommandAsync("env", $"LEARN_COURSE={place}", "dotnet", Path.Combine(place, "program", "learn.dll"), "workshop", "reset", "--lesson", "6", room.Homes);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("  puts away what was done in lesson 06 and exercise 10\n", run.Output, StringComparison.Ordinal);
        var owners = await CommandAsync("find", room.At("ada"), "-printf", "%U\n");
        Assert.Equal([owner], owners.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct());
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

    private static Task<LearnRun> ShellAsync(Classroom room, string script)
        => CommandAsync("unshare", ["--user", "--map-root-user", "--net", "env", $"HOME={room.At("ada")}", $"LEARN_COURSE={Repository.Root}", "sh", "-c", $"cd \"$HOME\" && {script}"]);

    private static async Task<LearnRun> CommandAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (string name in new[] { "LEARN_LAB", "LEARN_PROGRESS", "XDG_DATA_HOME" })
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new LearnRun(process.ExitCode, output, await error);
    }
}

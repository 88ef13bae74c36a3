using System.Text.Json;

namespace Learn.Workshops.Tests.Learners;

/// <summary>learn workshop collect: homes and exported files in one report.</summary>
public sealed class CollectTests
{
    private const string Passed = "exercises: {01-first-service: {started: 2026-11-23T10:00:00Z, passed: 2026-11-23T10:05:00Z, tries: [{at: 2026-11-23T10:05:00Z}]}}\n";

    [Fact]
    public async Task Homes_and_exported_files_make_one_report_in_which_nobody_is_twice()
    {
        using var room = new Classroom();
        room.Come("ada", $"version: 1\nseed: 1\n{Passed}");
        room.Come("bob", "version: 1\nlearner: Bob\nseed: 2\n");
        Classroom.Write(Path.Combine(room.Homes, "exports", "ada-yesterday.yaml"), "version: 1\nlearner: Ada\nseed: 1\n");
        Classroom.Write(Path.Combine(room.Homes, "exports", "eve.yaml"), "version: 1\nlearner: Eve\nseed: 3\n");

        var run = await Classroom.RunAsync("collect", room.Homes, Path.Combine(room.Homes, "exports"), "--json", "--html", room.At("group.html"));

        Assert.True(run.ExitCode == 0, run.Error);
        var learners = JsonDocument.Parse(run.Output).RootElement.GetProperty("learners").EnumerateArray().ToList();
        Assert.Equal(["Bob", "Eve", "ada"], learners.Select(learner => learner.GetProperty("learner").GetString()));
        Assert.Equal([0, 0, 1], learners.Select(learner => learner.GetProperty("passed").GetInt32()));
        Assert.Contains("ada: 2 files (ada, Ada); the newest counts.", run.Error, StringComparison.Ordinal);
        Assert.Contains("Progress of a group", await File.ReadAllTextAsync(room.At("group.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_named_and_the_others_are_counted()
    {
        using var room = new Classroom();
        room.Come("ada", "version: 1\nseed: 1\n");
        room.Come("bob", "seed: [\n");

        var run = await Classroom.RunAsync("collect", room.Homes);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ada", run.Output, StringComparison.Ordinal);
        Assert.Contains($"left out: Your progress cannot be read. {room.ProgressOf("bob")}:2:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_has_learnt_it_is_said_what_was_looked_for()
    {
        using var room = new Classroom();

        var run = await Classroom.RunAsync("collect", room.Homes);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(".local/share/learn/progress.yaml", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Classroom.RunAsync("collect", room.At("nobody"))).ExitCode);
    }
}

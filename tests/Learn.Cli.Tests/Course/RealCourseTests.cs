using System.Text.Json;
using Learn.Cli.Tests.Labs;

namespace Learn.Cli.Tests.Course;

/// <summary>The course itself is proved in real labs, as authors prove it. (Its notebooks are run by the tests of Learn.Notebook.)</summary>
public sealed class RealCourseTests
{
    [Fact]
    public async Task Every_start_state_fails_as_recorded_every_solution_passes_and_nothing_is_left_uncovered()
    {
        var run = await LearnRun.OfAsync("course", "check", "--exercises", "--json");

        Assert.True(run.ExitCode is 0 or 1, run.Error);
        var results = JsonDocument.Parse(run.Output).RootElement.GetProperty("results").EnumerateArray().ToList();
        var wrong = results.Where(result => !result.GetProperty("holds").GetBoolean())
            .Select(result => $"{result.GetProperty("subject").GetString()}: {result.GetProperty("claim").GetString()}: {result.GetProperty("detail").GetString()}").ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(results.Count(result => result.GetProperty("claim").GetString()!.StartsWith("the solution passes", StringComparison.Ordinal)) >= 30, "the course has 30 exercises at least");
        Assert.Equal(0, run.ExitCode);
    }
}

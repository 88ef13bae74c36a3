using System.Runtime.Versioning;

namespace Learn.Wrapper.Tests;

/// <summary>./learn test: the totals, the exit code and the last line, whatever the test programs do.</summary>
[SupportedOSPlatform("linux")]
public sealed class TestCommandTests : IDisposable
{
    private readonly Checkout checkout = new();

    public void Dispose() => checkout.Dispose();

    [Theory]
    [InlineData("3 0 0 0 0", "10 passed, 0 failed, 0 skipped", 0)]
    [InlineData("2 1 0 0 2", "9 passed, 1 failed, 0 skipped", 1)]
    [InlineData("3 0 1 0 2", "10 passed, 1 failed, 0 skipped", 1)]
    [InlineData("3 0 0 2 0", "10 passed, 0 failed, 2 skipped", 1)]
    [InlineData("0 0 0 0 8", "7 passed, 1 failed, 0 skipped", 1)]
    [InlineData("3 0 0 0 7", "10 passed, 1 failed, 0 skipped", 1)]
    [InlineData("crash", "7 passed, 1 failed, 0 skipped", 1)]
    public async Task The_last_line_adds_up_all_projects(string order, string lastLine, int exitCode)
    {
        checkout.AddTests("A.Tests", order, besideOthers: true);
        checkout.AddTests("B.Tests", "3 0 0 0 0", besideOthers: true);
        checkout.AddTests("C.Tests", "4 0 0 0 0");
        var outcome = await checkout.RunAsync("test");
        Assert.Equal((lastLine, exitCode), (outcome.LastLine, outcome.ExitCode));
        Assert.Collection(
            checkout.Builds,
            everything => Assert.EndsWith("Learn.sln", everything, StringComparison.Ordinal),
            program => Assert.EndsWith("Learn.Cli.csproj", program, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tests_run_the_libraries_that_are_published()
    {
        checkout.AddTests("A.Tests", "1 0 0 0 0");
        checkout.Write("artifacts/program/Shared.dll", "published");
        checkout.Write("artifacts/bin/A.Tests/release/Shared.dll", "built");
        checkout.Write("artifacts/bin/A.Tests/release/A.Tests.dll", "the tests");
        checkout.Write("artifacts/bin/Shared/release/Shared.dll", "what the next build takes");
        await checkout.RunAsync("test");
        Assert.Equal("published", checkout.Read("artifacts/bin/A.Tests/release/Shared.dll"));
        Assert.Equal("the tests", checkout.Read("artifacts/bin/A.Tests/release/A.Tests.dll"));
        Assert.Equal("what the next build takes", checkout.Read("artifacts/bin/Shared/release/Shared.dll"));
    }

    [Fact]
    public async Task A_test_program_that_hangs_is_ended_and_counts_as_a_failure()
    {
        using var impatient = new Checkout { TestTimeout = "1s" };
        impatient.AddTests("A.Tests", "hang");
        var outcome = await impatient.RunAsync("test");
        Assert.Equal(("0 passed, 1 failed, 0 skipped", 1), (outcome.LastLine, outcome.ExitCode));
        Assert.Contains("it was still running after 1s", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_test_at_all_is_a_failure()
    {
        checkout.AddTests("A.Tests", "0 0 0 0 8");
        var outcome = await checkout.RunAsync("test", "--filter-method", "*nothing*");
        Assert.Equal(("0 passed, 0 failed, 0 skipped", 1), (outcome.LastLine, outcome.ExitCode));
        Assert.Contains("no test ran", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_may_leave_a_project_without_tests()
    {
        checkout.AddTests("A.Tests", "0 0 0 0 8");
        checkout.AddTests("B.Tests", "1 0 0 0 0");
        var outcome = await checkout.RunAsync("test", "--filter-method", "*one*");
        Assert.Equal(("1 passed, 0 failed, 0 skipped", 0), (outcome.LastLine, outcome.ExitCode));
        Assert.Contains(checkout.Calls, call => call.EndsWith("--filter-method *one*", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_choose_projects()
    {
        checkout.AddTests("Learn.Proxy.Tests", "1 0 0 0 0");
        checkout.AddTests("Learn.Cluster.Tests", "2 0 0 0 0");
        checkout.AddTests("Learn.Lab.Tests", "4 0 0 0 0");
        Assert.Equal("3 passed, 0 failed, 0 skipped", (await checkout.RunAsync("test", "proxy", "CLUSTER")).LastLine);
    }

    [Fact]
    public async Task Only_what_went_wrong_is_shown_at_length()
    {
        checkout.AddTests("A.Tests", "1 0 0 0 0");
        checkout.AddTests("B.Tests", "0 1 0 0 2");
        var outcome = await checkout.RunAsync("test");
        Assert.DoesNotContain("output of A.Tests", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("output of B.Tests", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_that_fails_counts_as_a_failure()
    {
        checkout.AddTests("A.Tests", "1 0 0 0 0");
        checkout.Order("build-fails", "x.cs(1,1): error CS1002: ; expected [/x/A.csproj]");
        var outcome = await checkout.RunAsync("test");
        Assert.Equal(("0 passed, 1 failed, 0 skipped", 1), (outcome.LastLine, outcome.ExitCode));
    }

    [Fact]
    public async Task Nothing_temporary_stays_behind()
    {
        checkout.AddTests("A.Tests", "1 0 0 0 0");
        await checkout.RunAsync("test");
        Assert.Empty(Directory.GetDirectories(Path.Combine(checkout.Root, ".."), "learn-test.*"));
    }
}

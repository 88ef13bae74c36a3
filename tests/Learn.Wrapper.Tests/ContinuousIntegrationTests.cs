using System.Runtime.Versioning;

namespace Learn.Wrapper.Tests;

/// <summary>.ci/run: the same totals and exit code as ./learn test, and a machine as clean as before.</summary>
[SupportedOSPlatform("linux")]
public sealed class ContinuousIntegrationTests : IDisposable
{
    private readonly Checkout checkout = new();

    public void Dispose() => checkout.Dispose();

    [Theory]
    [InlineData("3 0 0 0 0", "3 passed, 0 failed, 0 skipped", 0)]
    [InlineData("3 1 0 0 2", "3 passed, 1 failed, 0 skipped", 1)]
    public async Task It_ends_as_the_tests_end(string order, string lastLine, int exitCode)
    {
        checkout.AddTests("A.Tests", order);
        var outcome = await RunAsync();
        Assert.Equal((lastLine, exitCode), (outcome.LastLine, outcome.ExitCode));
    }

    [Fact]
    public async Task It_leaves_no_file_and_no_process_behind()
    {
        checkout.AddTests("A.Tests", "3 0 0 0 0");
        checkout.Order("tests-litter");
        Assert.Equal(0, (await RunAsync()).ExitCode);
        Assert.False(Directory.Exists(checkout.Note("temporary")), checkout.Note("temporary"));
        while (Directory.Exists("/proc/" + checkout.Note("left-behind")))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private Task<Outcome> RunAsync() => Checkout.FinishAsync(checkout.Start([Path.Combine(checkout.Root, ".ci", "run")]));
}

using Learn.Cli.Bench;

namespace Learn.Cli.Tests.Bench;

/// <summary>Nothing of a lab may outlive it, however it dies.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Twenty_kills_at_random_moments_leave_nothing_behind()
    {
        var said = new List<string>();

        // Throws, with what is left, if anything of a lab is there ten seconds after its kill.
        var measured = await new KillBenchmark(20, new Said(said)).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(20, measured.Sum(m => m.Values.Count));
        Assert.Contains("seed", Assert.Single(said), StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', [.. said, .. measured.Select(m => $"{m.Name}: median {m.Median:0} ms, at most {m.Largest:0} ms")]));
    }

    private sealed class Said(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}

namespace Learn.Tests.Replay;

/// <summary>Every capture of the real kube-proxy, lived through with the real programs in a namespace of its own.</summary>
public sealed class ReplayTests(ReplayFixture fixture) : IClassFixture<ReplayFixture>
{
    public static TheoryData<string> Cases => [.. GoldenFolder.CaseNames];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_comes_out_as_it_was_captured(string name)
    {
        var directory = await CaseDirectory.ReadAsync(Path.Combine(GoldenFolder.Iptables, name), Cancel);

        var result = await fixture.Replay.RunAsync(directory, Cancel);

        Assert.NotEmpty(result.Compared);
        Assert.True(result.IsEqual, string.Join('\n', result.Differences));
    }

    [Fact]
    public async Task A_difference_is_said_in_a_sentence()
    {
        string folder = Directory.CreateTempSubdirectory("learn-replay-").FullName;
        try
        {
            foreach (string file in Directory.GetFiles(Path.Combine(GoldenFolder.Iptables, "clusterip-one-pod")))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            string save = Path.Combine(folder, "expected.iptables-save");
            await File.WriteAllTextAsync(save, (await File.ReadAllTextAsync(save, Cancel)).Replace("10.96.12.7", "10.96.12.8", StringComparison.Ordinal), Cancel);

            var result = await fixture.Replay.RunAsync(await CaseDirectory.ReadAsync(folder, Cancel), Cancel);

            Assert.False(result.IsEqual);
            Assert.All(result.Differences, difference => Assert.Equal("expected.iptables-save", difference.File));
            Assert.Contains(result.Differences, difference => difference.Sentence.Contains("10.96.12.8", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_files_are_written_under_the_names_of_the_captures()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("learn-replay-").FullName, "case");
        var directory = await CaseDirectory.ReadAsync(Path.Combine(GoldenFolder.Iptables, "step-service-deleted"), Cancel);

        var result = await fixture.Replay.RunAsync(directory, Cancel);
        await result.WriteAsync(folder, Cancel);

        Assert.Empty(directory.Captures.Except(Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!)));
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}

namespace Learn.Tests.EndToEnd;

/// <summary>Several processes, durations, rates and streams of the real curl.</summary>
public sealed class CurlRunTests(LabFixture fixture) : IClassFixture<LabFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_processes_share_the_requests_and_each_has_one_sample()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 3)));

        var result = await scene.Lab.CurlAsync(new CurlRequest { Url = "http://my-service", Count = 402, Concurrency = 4 }, cancellationToken: Cancel);

        Assert.Equal(402, result.Answered);
        Assert.Equal(Enumerable.Range(0, 402), result.Samples.Select(s => s.Index));
        Assert.Equal([101, 101, 100, 100], result.Samples.CountBy(s => s.Process).OrderBy(c => c.Key).Select(c => c.Value));
        Assert.Equal(402, result.Samples.Select(s => s.Local!.Port).Distinct().Count());
        Assert.All(result.Samples, s => Assert.Equal("node-1", s.Node));
        Assert.True(result.Fit!.PValue > 1e-6, result.ToString());
    }

    [Fact]
    public async Task A_duration_ends_by_itself_and_bodies_come_with_the_samples()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 2)));
        var request = new CurlRequest { Url = "http://my-service/hostname", Duration = TimeSpan.FromSeconds(1), RequestsPerSecond = 50, Concurrency = 2, KeepBodies = true };

        var result = await scene.Lab.CurlAsync(request, cancellationToken: Cancel);

        Assert.InRange(result.Samples.Length, 2, 52);
        Assert.Equal(result.Samples.Length, result.Answered);
        Assert.All(result.Samples, s => Assert.Equal(s.Pod, s.Body));
        Assert.DoesNotContain("Only", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duration_without_a_rate_cuts_off_what_is_under_way()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 2)));

        var result = await scene.Lab.CurlAsync(
            new CurlRequest { Url = "http://my-service", Duration = TimeSpan.FromMilliseconds(500), Concurrency = 2, KeepAlive = true }, cancellationToken: Cancel);

        Assert.NotEmpty(result.Samples);
        Assert.Equal(result.Samples.Length, result.Answered);
        Assert.Equal(2, result.Samples.Count(s => s.OpenedConnection));
    }

    [Fact]
    public async Task A_stream_yields_while_requests_are_made_and_ends_with_its_loop()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));
        var indexes = new List<int>();

        // An hour of requests: the loop leaves after five.
        await foreach (var sample in scene.Lab.CurlStreamAsync(new CurlRequest { Url = "http://my-service", Duration = TimeSpan.FromHours(1), RequestsPerSecond = 100 }, Cancel))
        {
            Assert.Equal(200, sample.Status);
            indexes.Add(sample.Index);
            if (indexes.Count == 5)
            {
                break;
            }
        }

        Assert.Equal([0, 1, 2, 3, 4], indexes);
    }

    [Fact]
    public async Task Cancelling_kills_every_process()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var seen = new HashSet<int>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var sample in scene.Lab.CurlStreamAsync(new CurlRequest { Url = "http://my-service", Duration = TimeSpan.FromHours(1), Concurrency = 3 }, stop.Token))
            {
                seen.Add(sample.Process);
                if (seen.Count == 3)
                {
                    await stop.CancelAsync();
                }
            }
        }).WaitAsync(Patience, Cancel);

        var left = await scene.Lab.ExecAsync("toolbox", ["ss", "-Htn", "state", "established"], cancellationToken: Cancel);
        Assert.Equal("", left.OutputText.Trim());
    }

    [Fact]
    public async Task Each_sample_shows_how_its_connection_was_translated()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 2)));

        var fromPod = await scene.Lab.CurlAsync(new CurlRequest { Url = "http://my-service", Count = 20, WithNat = true }, cancellationToken: Cancel);

        Assert.All(fromPod.Samples, s =>
        {
            Assert.Equal("node-1", s.Nat!.Node);
            Assert.Equal((s.Local, s.Remote), (s.Nat.Entry.Original.From, s.Nat.Entry.Original.To));
            Assert.Equal(s.SourceSeenByPod, s.Nat.Entry.Reply.To);
            Assert.Equal(scene.Lab.Get<k8s.Models.V1Pod>(s.Pod!)!.Status.PodIP, s.Nat.Entry.Reply.Source.ToString());
        });
        await scene.Lab.FlushConnectionsAsync(cancellationToken: Cancel);
        Assert.Empty(await scene.Lab.GetConnectionsAsync("node-1", new Sandbox.ConntrackFilter { Protocol = "tcp", Source = fromPod.Samples[0].Local!.Address }, Cancel));
    }

    [Fact]
    public async Task Http2_opens_a_connection_for_each_request_or_keeps_one()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 3)));
        var request = new CurlRequest { Url = "http://my-service", Count = 300, HttpVersion = CurlHttpVersion.Http2PriorKnowledge };

        var fresh = await scene.Lab.CurlAsync(request, cancellationToken: Cancel);
        var kept = await scene.Lab.CurlAsync(request with { KeepAlive = true }, cancellationToken: Cancel);

        Assert.All(fresh.Samples, s => Assert.Equal(("2", 0), (s.HttpVersion, s.ExitCode)));
        Assert.Equal(300, fresh.Samples.Count(s => s.OpenedConnection));
        Assert.True(fresh.Fit!.PValue > 1e-6, fresh.ToString());
        if (kept.Answered < 300)
        {
            // curl 7.88 fails when it uses an HTTP/2 connection again; then the result says what to do.
            Assert.Contains("lab.OpenConnectionAsync", kept.ToString(), StringComparison.Ordinal);
            return;
        }

        Assert.Equal(1, kept.Samples.Count(s => s.OpenedConnection));
        Assert.Single(kept.Samples.Select(s => s.Pod).Distinct());
    }

    [Fact]
    public async Task What_curl_refuses_ends_a_duration_too()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.Service);
        var request = new CurlRequest { Url = "http://my-service", Duration = TimeSpan.FromHours(1), ExtraArguments = ["--no-such-option"] };

        var result = await scene.Lab.CurlAsync(request, cancellationToken: Cancel).WaitAsync(Patience, Cancel);

        Assert.Empty(result.Samples);
        Assert.Contains(result.Messages, m => m.Contains("--no-such-option", StringComparison.Ordinal));
    }
}

using Learn.Proxy;
using Learn.Tests.EndToEnd;

namespace Learn.Tests.Watching;

/// <summary>Real syncs, seen as they happen.</summary>
public sealed class WatchTests(LabFixture fixture) : IClassFixture<LabFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_of_a_service_is_a_partial_sync_that_says_why()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));
        var stream = scene.Lab.Watch(cancellationToken: Cancel);
        await scene.Lab.ApplyAsync(Yaml.Service.Replace("port: 80", "port: 81", StringComparison.Ordinal), cancellationToken: Cancel);

        var sync = await FirstAsync(stream, one => one.Record.Reason.Causes.Any(cause => cause.Kind == "Service"));
        Assert.Equal("node-1", sync.Node);
        Assert.False(sync.Record.Plan.IsFull);
        Assert.Equal(SyncTrigger.Changes, sync.Record.Reason.Trigger);
        Assert.Contains("Service default/my-service changed: spec.ports[0].port: 80 → 81", sync.Why, StringComparison.Ordinal);
        Assert.True(sync.Record.Plan.RuleCount > 0);
        Assert.True(sync.Record.Timings.Generation > TimeSpan.Zero && sync.Record.Timings.Restore > TimeSpan.Zero);
        Assert.True(sync.Record.Timings.Generation + sync.Record.Timings.Restore <= sync.Record.Duration + TimeSpan.FromMilliseconds(5));
        Assert.Equal(sync.Number - 1, sync.Before!.Number);
        Assert.StartsWith($"#{sync.Number} ", sync.ToString(), StringComparison.Ordinal);
        Assert.All(sync.ToString().Split('\n'), line => Assert.InRange(line.Length, 1, 110));
    }

    [Fact]
    public async Task A_new_pod_is_named_by_its_endpoint()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));
        var stream = scene.Lab.Watch("node-1", cancellationToken: Cancel);
        await scene.Lab.ApplyAsync(Yaml.Pods(2, 1), cancellationToken: Cancel);

        var sync = await FirstAsync(stream, one => one.Why.Contains("endpoint", StringComparison.Ordinal));
        Assert.Matches(@"^EndpointSlice default/my-service-\w+ changed: endpoint 10\.244\.0\.\d+ (added|is ready now)", sync.Why);
    }

    [Fact]
    public async Task Flushed_tables_are_noticed_and_the_full_sync_says_so()
    {
        // kube-proxy looks for its canary each sync period, which is 30 s unless said otherwise.
        await using var lab = await Lab.StartAsync(
            new LabOptions { KubeProxy = ProxyConfiguration.Default with { Iptables = ProxyConfiguration.Default.Iptables with { SyncPeriod = TimeSpan.FromSeconds(1), MinSyncPeriod = TimeSpan.Zero } } }, Cancel);
        var stream = lab.Watch(cancellationToken: Cancel);
        foreach (string table in new[] { "mangle", "nat", "filter" })
        {
            await lab.ExecAsync("node/node-1", ["sh", "-c", $"iptables -t {table} -F && iptables -t {table} -X"], cancellationToken: Cancel);
        }

        var sync = await FirstAsync(stream, one => one.Record.Reason.Trigger == SyncTrigger.CanaryLost);
        Assert.True(sync.Record.Plan.IsFull);
        Assert.Contains("KUBE-PROXY-CANARY was gone", sync.Why, StringComparison.Ordinal);
        Assert.Contains("after a flush everything is written anew", sync.ToString().Replace("\n    ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotNull((await lab.GetRulesAsync(cancellationToken: Cancel)).Find("nat", "KUBE-SERVICES"));
    }

    [Fact]
    public async Task What_is_kept_can_be_read_from_the_start_and_the_first_is_the_start()
    {
        var first = await FirstAsync(fixture.Lab.Watch(after: 0, cancellationToken: Cancel), _ => true);
        Assert.Equal((1, SyncTrigger.Start, true), (first.Number, first.Record.Reason.Trigger, first.Record.Plan.IsFull));
        Assert.Null(first.Before);
        Assert.Throws<LabException>(() => fixture.Lab.Watch("nowhere", cancellationToken: Cancel));
    }

    [Fact]
    public async Task The_stream_ends_with_the_lab()
    {
        var lab = await Lab.StartAsync(cancellationToken: Cancel);
        await using var stream = lab.Watch(after: 0, cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await stream.MoveNextAsync());
        var waiting = Task.Run(
            async () =>
            {
                while (await stream.MoveNextAsync())
                {
                }
            },
            Cancel);
        await lab.DisposeAsync();
        await waiting.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    private static async Task<SyncEvent> FirstAsync(IAsyncEnumerable<SyncEvent> stream, Func<SyncEvent, bool> wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        await foreach (var one in stream.WithCancellation(patience.Token))
        {
            if (wanted(one))
            {
                return one;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }
}

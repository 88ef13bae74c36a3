using System.Collections.Immutable;
using System.Net;
using k8s;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Proxy.Tests;

/// <summary>Why a sync happened, and how long its steps took.</summary>
public sealed class SyncReasonTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SlowNode _node;
    private readonly List<SyncReport> _reports = [];
    private readonly NodeProxy _proxy;

    public SyncReasonTests()
    {
        _node = new(_time);
        _proxy = new NodeProxy(ProxyConfiguration.Default, "worker-1", _node, _time, families: [IpFamily.IPv4]);
        _proxy.Halves[0].Synced += _reports.Add;
        _proxy.Set(Objects.Node());
        _proxy.Set(Objects.Service());
        _proxy.Set(Objects.Slice("one", "10.244.1.1"));
    }

    private SyncReason Last => _reports[^1].Reason;

    [Fact]
    public async Task The_first_sync_is_the_start_whatever_was_there_before()
    {
        await StartAsync();
        Assert.Equal(SyncTrigger.Start, Last.Trigger);
        Assert.Empty(Last.Causes);
        Assert.Equal("kube-proxy started", Last.Why);
    }

    [Fact]
    public async Task Changes_of_one_object_are_one_cause()
    {
        await StartAsync();
        var (one, two, three) = (Objects.Slice("one", "10.244.1.1"), Objects.Slice("one", "10.244.1.1", "10.244.1.2"), Objects.Slice("one", "10.244.1.2"));
        Tell(one, two);
        Tell(two, three);
        Tell(null, Objects.Slice("two", "10.244.1.9"));
        await PassAsync(2);
        Assert.Equal(2, _reports.Count);
        Assert.Equal(SyncTrigger.Changes, Last.Trigger);
        Assert.Equal(
            ["EndpointSlice default/one changed: endpoint 10.244.1.2 added; then endpoint 10.244.1.1 removed", "EndpointSlice default/two added: 1 endpoint"],
            Last.Causes.Select(cause => cause.ToString()));
        Assert.Equal(string.Join("; ", Last.Causes), Last.Why);
    }

    [Fact]
    public async Task What_changed_of_a_service_is_named_by_its_field()
    {
        await StartAsync();
        Tell(Objects.Service(), Objects.Service(service => service.Spec.Ports[0].Port = 81));
        await PassAsync(2);
        Assert.Equal("Service default/shop changed: spec.ports[0].port: 80 → 81", Last.Why);
        Assert.False(_reports[^1].Plan.IsFull);
    }

    [Fact]
    public async Task A_change_that_rules_do_not_depend_on_is_no_cause()
    {
        await StartAsync();
        Tell(Objects.Service(), Objects.Service(service => service.Metadata.Labels = new Dictionary<string, string> { ["a"] = "b" }));
        Tell(Objects.Slice("one", "10.244.1.1"), Objects.Slice("one", "10.244.1.3"));
        await PassAsync(2);
        Assert.Equal("EndpointSlice", Assert.Single(Last.Causes).Kind);
    }

    [Fact]
    public async Task A_label_of_the_node_makes_a_full_sync_that_says_so()
    {
        await StartAsync();
        Tell(Objects.Node(), Objects.Node(node => node.Metadata.Labels["topology.kubernetes.io/zone"] = "b"));
        await PassAsync(2);
        Assert.True(_reports[^1].Plan.IsFull);
        Assert.Equal("Node worker-1 changed: label topology.kubernetes.io/zone=b added", Last.Why);
        Assert.Contains("node's labels", Last.WhyFull, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_service_is_a_cause()
    {
        await StartAsync();
        _proxy.Remove("Service", Objects.Shop);
        await PassAsync(2);
        Assert.Equal("Service default/shop deleted", Last.Why);
    }

    [Fact]
    public async Task A_lost_canary_is_the_reason_of_the_full_sync_after_it()
    {
        await StartAsync();
        foreach (string table in CanaryWatch.Tables)
        {
            await _node.Inner.RunAsync(["iptables", "-t", table, "-F"], default, TestContext.Current.CancellationToken);
            await _node.Inner.RunAsync(["iptables", "-t", table, "-X"], default, TestContext.Current.CancellationToken);
        }

        await PassAsync(31);
        Assert.Equal(SyncTrigger.CanaryLost, Last.Trigger);
        Assert.True(_reports[^1].Plan.IsFull);
        Assert.Equal("the chain KUBE-PROXY-CANARY was gone: somebody flushed the tables", Last.Why);
    }

    [Fact]
    public async Task After_a_failure_it_is_tried_again_and_says_so()
    {
        await StartAsync();
        _node.Fail = argv => argv[0] == "iptables-restore";
        Tell(Objects.Slice("one", "10.244.1.1"), Objects.Slice("one", "10.244.1.7"));
        await PassAsync(1);
        _node.Fail = _ => false;
        await PassAsync(31);
        Assert.Equal(SyncTrigger.Retry, Last.Trigger);
        Assert.True(Last.AfterFailure);
        Assert.Equal("the sync before failed, so it is tried again", Last.Why);
        Assert.Equal("after a failure nobody knows what is there", Last.WhyFull);

        Tell(Objects.Slice("one", "10.244.1.7"), Objects.Slice("one", "10.244.1.8"));
        await PassAsync(2);
        Assert.False(Last.AfterFailure);
    }

    [Fact]
    public async Task Without_any_change_it_syncs_after_an_hour()
    {
        await StartAsync();
        Tell(Objects.Slice("one", "10.244.1.1"), Objects.Slice("one", "10.244.1.7"));
        await PassAsync(3605);
        Assert.Equal(SyncTrigger.Periodic, Last.Trigger);
        Assert.Equal("nothing happened for an hour", Last.Why);
    }

    [Fact]
    public async Task The_time_of_the_restore_is_told_apart()
    {
        _node.RestoreTime = TimeSpan.FromMilliseconds(40);
        _node.SaveTime = TimeSpan.FromMilliseconds(7);
        await StartAsync();
        Assert.Equal(new SyncTimings(TimeSpan.Zero, TimeSpan.FromMilliseconds(7), TimeSpan.Zero, TimeSpan.FromMilliseconds(40), TimeSpan.Zero), _reports[^1].Timings);
        Assert.Equal(TimeSpan.FromMilliseconds(47), _reports[^1].Duration);
    }

    private void Tell(IKubernetesObject<V1ObjectMeta>? before, IKubernetesObject<V1ObjectMeta> after)
        => _proxy.Set(after, SyncCause.Of(new ClusterEvent(before is null ? ClusterEventType.Added : ClusterEventType.Modified, ResourceKind.FindByName(after.GetType().Name[2..])!, after, before, 1)));

    private ValueTask StartAsync() => _proxy.StartAsync(TestContext.Current.CancellationToken);

    private async Task PassAsync(double seconds)
    {
        DateTimeOffset until = _time.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        while (_proxy.Due <= until)
        {
            _time.SetUtcNow(_proxy.Due > _time.GetUtcNow() ? _proxy.Due : _time.GetUtcNow());
            await _proxy.RunDueAsync(TestContext.Current.CancellationToken);
        }

        _time.SetUtcNow(until);
    }

    /// <summary>A simulated node whose programs take their time, or fail.</summary>
    private sealed class SlowNode(FakeTimeProvider time) : INodeCommands
    {
        internal SimulatedNode Inner { get; } = new([IPAddress.Loopback]);

        internal Func<ImmutableArray<string>, bool> Fail { get; set; } = _ => false;

        internal TimeSpan RestoreTime { get; set; }

        internal TimeSpan SaveTime { get; set; }

        public ValueTask<NodeCommandResult> RunAsync(ImmutableArray<string> argv, ReadOnlyMemory<byte> input, CancellationToken cancellation)
        {
            time.Advance(argv[0] switch { "iptables-restore" => RestoreTime, "iptables-save" => SaveTime, _ => TimeSpan.Zero });
            return Fail(argv) ? new(new NodeCommandResult(4, default, "it was told to fail")) : Inner.RunAsync(argv, input, cancellation);
        }

        public ValueTask<string?> GetSysctlAsync(string key, CancellationToken cancellation) => Inner.GetSysctlAsync(key, cancellation);

        public ValueTask<bool> SetSysctlAsync(SysctlSetting setting, CancellationToken cancellation) => Inner.SetSysctlAsync(setting, cancellation);

        public ValueTask<IReadOnlyList<IPAddress>> GetLocalAddressesAsync(CancellationToken cancellation) => Inner.GetLocalAddressesAsync(cancellation);
    }
}

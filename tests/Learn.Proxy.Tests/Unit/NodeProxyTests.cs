using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Proxy.Tests;

/// <summary>A kube-proxy at work on a node whose commands fail now and then.</summary>
public sealed class NodeProxyTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FailingNode _node = new();
    private readonly List<SyncReport> _reports = [];

    [Fact]
    public async Task The_first_sync_takes_everything_and_leaves_nothing_to_do()
    {
        NodeProxy proxy = Make();
        await proxy.StartAsync(TestContext.Current.CancellationToken);
        await PassAsync(proxy, 20);
        Assert.True(Assert.Single(_reports).Plan.IsFull);
        Assert.False(proxy.HasPendingChanges);
        Assert.Equal("1", await _node.Inner.GetSysctlAsync(SysctlSetting.RouteLocalnet, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Changes_are_synced_at_once_and_then_once_a_second()
    {
        NodeProxy proxy = Make();
        await proxy.StartAsync(TestContext.Current.CancellationToken);
        for (int change = 0; change < 30; change++)
        {
            proxy.Set(Objects.Slice("one", $"10.244.1.{change + 1}"));
            await PassAsync(proxy, 0.1);
        }

        await PassAsync(proxy, 5);
        Assert.Equal(1 + 2 + 3, _reports.Count);
        Assert.Contains("10.244.1.30", _node.Inner.Tables(IpFamily.IPv4).Save().ToSaveText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_payload_is_followed_by_a_full_sync_after_the_sync_period()
    {
        NodeProxy proxy = Make();
        await proxy.StartAsync(TestContext.Current.CancellationToken);
        _node.Fail = argv => argv[0] == "iptables-restore" ? 4 : 0;
        proxy.Set(Objects.Slice("one", "10.244.1.7"));
        await PassAsync(proxy, 1);
        Assert.Contains("exit status 4", _reports[^1].Failure, StringComparison.Ordinal);
        _node.Fail = _ => 0;
        await PassAsync(proxy, 28);
        Assert.Equal(2, _reports.Count);
        await PassAsync(proxy, 2);
        Assert.True(_reports[^1] is { Succeeded: true, Plan.IsFull: true });
    }

    [Fact]
    public async Task Without_its_chains_a_sync_does_not_restore_anything()
    {
        NodeProxy proxy = Make();
        _node.Fail = argv => argv.Contains("-N") && argv.Contains(ProxyChains.Postrouting) ? 3 : 0;
        await proxy.StartAsync(TestContext.Current.CancellationToken);
        Assert.Contains(ProxyChains.Postrouting, _reports.Single().Failure, StringComparison.Ordinal);
        Assert.Null(_node.Inner.Tables(IpFamily.IPv4).Save().Find("nat", "KUBE-MARK-MASQ"));
    }

    [Fact]
    public async Task A_waiting_change_makes_kube_proxy_unhealthy_after_twice_the_sync_period()
    {
        NodeProxy proxy = Make();
        await proxy.StartAsync(TestContext.Current.CancellationToken);
        _node.Fail = argv => argv[0].EndsWith("-restore", StringComparison.Ordinal) ? 1 : 0;
        proxy.Set(Objects.Slice("one", "10.244.1.7"));
        await PassAsync(proxy, 59);
        Assert.Equal(200, proxy.Health.Livez().Status);
        await PassAsync(proxy, 1);
        Assert.Equal(503, proxy.Health.Livez().Status);
        _node.Fail = _ => 0;
        await PassAsync(proxy, 31);
        Assert.Equal(200, proxy.Health.Livez().Status);
    }

    [Fact]
    public async Task Both_halves_of_a_dual_stack_service_share_one_health_check_node_port()
    {
        NodeProxy proxy = Make([IpFamily.IPv4, IpFamily.IPv6]);
        proxy.Set(Objects.Service(service =>
        {
            service.Spec.Type = "LoadBalancer";
            service.Spec.ExternalTrafficPolicy = "Local";
            service.Spec.HealthCheckNodePort = 32000;
            service.Spec.ClusterIPs = ["10.96.0.7", "fd00::7"];
            service.Spec.IpFamilies = ["IPv4", "IPv6"];
        }));
        proxy.Set(Objects.SliceOf("one", Objects.Ready("10.244.1.1", "worker-1")));
        proxy.Set(Objects.SliceOf("six", Objects.Ready("fd00::1", "worker-1"), Objects.Ready("fd00::2", "worker-1")));
        await proxy.StartAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"localEndpoints\": 1,", proxy.AnswerHealthCheck(32000)!.Body, StringComparison.Ordinal);
        Assert.Null(proxy.AnswerHealthCheck(32001));
    }

    [Fact]
    public async Task A_machine_with_liberal_connection_tracking_keeps_invalid_packets()
    {
        await _node.Inner.SetSysctlAsync(new(SysctlSetting.TcpBeLiberal, "1"), TestContext.Current.CancellationToken);
        NodeEnvironment environment = await NodeProxy.LookAtAsync(ProxyConfiguration.Default, _node, 4, TestContext.Current.CancellationToken);
        Assert.Equal(new NodeEnvironment { Processors = 4, ConntrackIsLiberal = true }, environment);
        NodeProxy proxy = Make(environment: environment);
        await proxy.StartAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("INVALID", _node.Inner.Tables(IpFamily.IPv4).Save().ToSaveText(), StringComparison.Ordinal);
    }

    private NodeProxy Make(IpFamily[]? families = null, NodeEnvironment? environment = null)
    {
        var proxy = new NodeProxy(ProxyConfiguration.Default, "worker-1", _node, _time, environment, families ?? [IpFamily.IPv4]);
        proxy.Halves[0].Synced += _reports.Add;
        proxy.Set(Objects.Node());
        proxy.Set(Objects.Service());
        proxy.Set(Objects.Slice("one", "10.244.1.1"));
        return proxy;
    }

    private async Task PassAsync(NodeProxy proxy, double seconds)
    {
        DateTimeOffset until = _time.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        while (proxy.Due <= until)
        {
            if (proxy.Due > _time.GetUtcNow())
            {
                _time.SetUtcNow(proxy.Due);
            }

            await proxy.RunDueAsync(TestContext.Current.CancellationToken);
        }

        _time.SetUtcNow(until);
    }

    private sealed class FailingNode : INodeCommands
    {
        internal SimulatedNode Inner { get; } = new([IPAddress.Loopback]);

        /// <summary>The exit status with which a command fails; 0 lets it run.</summary>
        internal Func<ImmutableArray<string>, int> Fail { get; set; } = _ => 0;

        public ValueTask<NodeCommandResult> RunAsync(ImmutableArray<string> argv, ReadOnlyMemory<byte> input, CancellationToken cancellation) =>
            Fail(argv) is var status and not 0
                ? new(new NodeCommandResult(status, default, "it was told to fail"))
                : Inner.RunAsync(argv, input, cancellation);

        public ValueTask<string?> GetSysctlAsync(string key, CancellationToken cancellation) => Inner.GetSysctlAsync(key, cancellation);

        public ValueTask<bool> SetSysctlAsync(SysctlSetting setting, CancellationToken cancellation) =>
            Inner.SetSysctlAsync(setting, cancellation);

        public ValueTask<IReadOnlyList<IPAddress>> GetLocalAddressesAsync(CancellationToken cancellation) =>
            Inner.GetLocalAddressesAsync(cancellation);
    }
}

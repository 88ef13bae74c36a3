using k8s.Models;
using Learn.Netfilter;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Proxy.Tests;

public sealed class HealthTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
    private readonly ProxyMetrics _metrics = new();
    private readonly ProxyHealth _health;

    public HealthTests() => _health = new(TimeSpan.FromSeconds(30), _time, _metrics);

    [Fact]
    public void A_change_may_wait_for_twice_the_sync_period()
    {
        _health.Queued(IpFamily.IPv4);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(200, _health.Livez().Status);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(503, _health.Livez().Status);
        Assert.Equal(503, _health.Healthz().Status);
        _health.Updated(IpFamily.IPv6);
        Assert.False(_health.IsHealthy);
        _health.Updated(IpFamily.IPv4);
        Assert.True(_health.IsHealthy);
        Assert.Equal((1, 1, 1), (_metrics.Livez(200).Value, _metrics.Livez(503).Value, _metrics.Healthz(503).Value));
    }

    [Fact]
    public void The_oldest_waiting_change_counts()
    {
        _health.Queued(IpFamily.IPv4);
        _time.Advance(TimeSpan.FromSeconds(40));
        _health.Queued(IpFamily.IPv4);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.False(_health.IsHealthy);
    }

    [Fact]
    public void The_answers_are_those_of_kube_proxy()
    {
        Assert.Equal(
            """{"lastUpdated": "2026-03-04 05:06:07 +0000 UTC","currentTime": "2026-03-04 05:06:07 +0000 UTC", "nodeEligible": true}""",
            _health.Healthz().Body);
        Assert.Equal(
            """{"lastUpdated": "2026-03-04 05:06:07 +0000 UTC","currentTime": "2026-03-04 05:06:07 +0000 UTC"}""",
            _health.Livez().Body);
        Assert.Equal(["Content-Type: application/json", "X-Content-Type-Options: nosniff"],
            _health.Livez().Headers.Select(header => $"{header.Key}: {header.Value}"));
    }

    [Fact]
    public void A_node_about_to_be_deleted_should_get_no_traffic_but_its_kube_proxy_lives()
    {
        var taint = new V1Taint { Key = ProxyHealth.AutoscalerTaint, Effect = "NoSchedule" };
        _health.SetNode(Objects.Node(node => node.Spec.Taints = [taint]));
        Assert.Equal((503, 200), (_health.Healthz().Status, _health.Livez().Status));
        _health.SetNode(Objects.Node());
        Assert.Equal(200, _health.Healthz().Status);
        _health.SetNode(Objects.Node(node => node.Metadata.DeletionTimestamp = _time.GetUtcNow().UtcDateTime));
        Assert.Equal(503, _health.Healthz().Status);
        _health.SetNode(null);
        Assert.Equal(503, _health.Healthz().Status);
    }

    [Fact]
    public void A_health_check_node_port_counts_addresses_of_ready_local_pods()
    {
        var proxy = new IptablesProxy(ProxyConfiguration.Default, "worker-1", IpFamily.IPv4);
        proxy.SetService(Objects.Service(service =>
        {
            service.Spec.Type = "LoadBalancer";
            service.Spec.ExternalTrafficPolicy = "Local";
            service.Spec.HealthCheckNodePort = 32000;
            service.Spec.Ports = [.. service.Spec.Ports, new V1ServicePort { Name = "admin", Port = 81 }];
        }));
        V1EndpointSlice slice = Objects.SliceOf("one",
            Objects.Ready("10.244.1.1", "worker-1"), Objects.Ready("10.244.1.2", "worker-1"), Objects.Ready("10.244.2.1"));
        slice.Endpoints[1].Conditions = new() { Ready = false, Serving = true, Terminating = true };
        slice.Ports = [.. slice.Ports, new Discoveryv1EndpointPort { Name = "admin", Port = 8081 }];
        proxy.SetEndpointSlice(slice);

        ServiceHealth health = ServiceHealth.After(proxy.Plan(Objects.Now()));

        Assert.Equal(Objects.Shop, health.Find(32000));
        Assert.Null(health.Find(32001));
        HealthAnswer answer = health.Answer(Objects.Shop, isProxyHealthy: true);
        Assert.Equal(200, answer.Status);
        Assert.Contains("\t\"localEndpoints\": 1,", answer.Body, StringComparison.Ordinal);
        Assert.Equal("1", answer.Headers[^1].Value);
        Assert.Equal(503, health.Answer(Objects.Shop, isProxyHealthy: false).Status);
    }
}

using Learn.Netfilter;

namespace Learn.Proxy.Tests;

public sealed class MetricsTests
{
    [Fact]
    public void A_sync_is_counted_under_kube_proxys_names()
    {
        var proxy = new IptablesProxy(ProxyConfiguration.Default, "worker-1", IpFamily.IPv4);
        proxy.SetService(Objects.Service(service => service.Spec.InternalTrafficPolicy = "Local"));
        proxy.SetEndpointSlice(Objects.Slice("one", "10.244.1.1"));
        Assert.Equal(1, proxy.Metrics.EndpointChangesPending.Value);
        SyncPlan plan = proxy.Plan(Objects.Now());
        proxy.Succeeded(plan, plan.PlannedAt + TimeSpan.FromSeconds(0.003));

        string text = proxy.Metrics.ToText();

        Assert.Contains("# TYPE kubeproxy_sync_proxy_rules_duration_seconds histogram\n", text, StringComparison.Ordinal);
        Assert.Contains("kubeproxy_sync_full_proxy_rules_duration_seconds_bucket{le=\"0.002\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("kubeproxy_sync_full_proxy_rules_duration_seconds_bucket{le=\"0.004\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("kubeproxy_sync_partial_proxy_rules_duration_seconds_count 0\n", text, StringComparison.Ordinal);
        Assert.Contains($"kubeproxy_sync_proxy_rules_iptables_last{{table=\"nat\"}} {plan.NatRules}\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "kubeproxy_sync_proxy_rules_no_local_endpoints_total{traffic_policy=\"internal\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("kubeproxy_sync_proxy_rules_service_changes_total 1\n", text, StringComparison.Ordinal);
        Assert.Contains("kubeproxy_sync_proxy_rules_endpoint_changes_pending 0\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n'), line => line.Contains("NaN", StringComparison.Ordinal));
    }

    [Fact]
    public void Failures_are_counted_apart_for_partial_syncs()
    {
        var proxy = new IptablesProxy(ProxyConfiguration.Default, "worker-1", IpFamily.IPv4);
        proxy.Failed(proxy.Plan(Objects.Now()));
        Assert.Equal((1, 0), (proxy.Metrics.RestoreFailures.Value, proxy.Metrics.PartialRestoreFailures.Value));
        proxy.Succeeded(proxy.Plan(Objects.Now()));
        proxy.Failed(proxy.Plan(Objects.Now()));
        Assert.Equal((2, 1), (proxy.Metrics.RestoreFailures.Value, proxy.Metrics.PartialRestoreFailures.Value));
    }
}

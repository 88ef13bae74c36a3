using System.Text;
using k8s.Models;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

public sealed class TrackingTests
{
    private readonly IptablesProxy _proxy = new(ProxyConfiguration.Default, "worker-1", IpFamily.IPv4);

    [Fact]
    public void A_change_of_a_service_that_is_taken_back_is_no_change()
    {
        Synced();
        Assert.True(_proxy.SetService(Objects.Service(service => service.Spec.Ports[0].Port = 81)));
        Assert.False(_proxy.SetService(Objects.Service()));
        Assert.False(_proxy.HasPendingChanges);
    }

    [Fact]
    public void A_service_that_comes_and_goes_between_two_syncs_leaves_nothing()
    {
        Synced();
        Assert.True(_proxy.SetService(Objects.Service(service => service.Metadata.Name = "other")));
        Assert.False(_proxy.RemoveService(new("default", "other")));
        Assert.False(_proxy.HasPendingChanges);
    }

    [Fact]
    public void Fields_without_meaning_for_kube_proxy_cause_no_sync()
    {
        Synced();
        Assert.False(_proxy.SetService(Objects.Service(service =>
        {
            service.Metadata.Annotations = new Dictionary<string, string> { ["a"] = "b" };
            service.Spec.Selector = new Dictionary<string, string> { ["app"] = "other" };
            service.Spec.Ports[0].TargetPort = "http";
        })));
        V1EndpointSlice slice = Objects.Slice("one", "10.244.2.2", "10.244.1.1");
        slice.Metadata.Annotations = new Dictionary<string, string> { ["a"] = "b" };
        Assert.False(_proxy.SetEndpointSlice(slice));
        Assert.False(_proxy.SetNode(Objects.Node(node => node.Spec.Taints = [new V1Taint { Key = "x", Effect = "NoSchedule" }])));
    }

    [Fact]
    public void The_zone_and_the_hint_of_an_endpoint_do_matter()
    {
        Synced();
        V1Endpoint endpoint = Objects.Ready("10.244.1.1");
        endpoint.Zone = "a";
        Assert.True(_proxy.SetEndpointSlice(Objects.SliceOf("one", endpoint, Objects.Ready("10.244.2.2"))));
    }

    [Fact]
    public void Endpoints_that_move_between_slices_count_as_a_change_although_the_rules_stay()
    {
        Synced();
        Assert.True(_proxy.SetEndpointSlice(Objects.Slice("one", "10.244.1.1")));
        Assert.True(_proxy.SetEndpointSlice(Objects.Slice("two", "10.244.2.2")));
        SyncPlan plan = Sync();
        Assert.False(plan.IsFull);
        Assert.Equal([Objects.Shop], plan.ChangedServices);
        Assert.Contains(":KUBE-SVC-", Text(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void A_partial_payload_leaves_unchanged_services_alone()
    {
        _proxy.SetService(Objects.Service(service =>
        {
            service.Metadata.Name = "other";
            service.Spec.ClusterIP = "10.96.0.8";
            service.Spec.ClusterIPs = ["10.96.0.8"];
        }));
        Synced();
        _proxy.SetEndpointSlice(Objects.Slice("one", "10.244.1.1"));
        SyncPlan plan = Sync();
        Assert.Equal(2, Count(plan, ":KUBE-S(VC|EP)-"));
        Assert.Equal(1, Count(plan, "default/other:http has no endpoints"));
        Assert.Equal(plan.NatRules, plan.NatRulesOwned);
    }

    [Fact]
    public void A_label_hides_a_service_and_a_slice()
    {
        Synced();
        V1EndpointSlice slice = Objects.Slice("one", "10.244.1.1");
        slice.Metadata.Labels["service.kubernetes.io/service-proxy-name"] = "";
        Assert.True(_proxy.SetEndpointSlice(slice));
        Assert.True(_proxy.SetService(Objects.Service(service =>
            service.Metadata.Labels = new Dictionary<string, string> { ["service.kubernetes.io/headless"] = "x" })));
        Assert.DoesNotContain("default/shop", Text(Sync()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slice_of_the_other_family_and_one_without_an_owner_are_not_seen()
    {
        Synced();
        Assert.False(_proxy.SetEndpointSlice(Objects.Slice("six", "fd00::1")));
        V1EndpointSlice orphan = Objects.Slice("orphan", "10.244.9.9");
        orphan.Metadata.Labels.Clear();
        Assert.False(_proxy.SetEndpointSlice(orphan));
        Assert.False(_proxy.RemoveEndpointSlice(new("default", "unheard-of")));
    }

    [Fact]
    public void A_plan_that_nobody_reported_counts_as_failed()
    {
        Synced();
        _proxy.SetService(Objects.Service(service => service.Spec.Ports[0].Port = 81));
        SyncPlan lost = _proxy.Plan(Objects.Now());
        Assert.False(lost.IsFull);
        Assert.True(_proxy.Plan(Objects.Now()).IsFull);
        Assert.Equal(1, _proxy.Metrics.PartialRestoreFailures.Value);
    }

    [Fact]
    public void A_failed_partial_sync_is_followed_by_a_full_one()
    {
        Synced();
        _proxy.SetService(Objects.Service(service => service.Spec.Ports[0].Port = 81));
        _proxy.Failed(_proxy.Plan(Objects.Now()));
        Assert.True(_proxy.HasPendingChanges);
        SyncPlan plan = Sync();
        Assert.True(plan.IsFull);
        Assert.Contains("--dport 81", Text(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_any_label_of_the_node_asks_for_a_full_sync()
    {
        Synced();
        Assert.True(_proxy.SetNode(Objects.Node(node => node.Metadata.Labels["rack"] = "7")));
        Assert.True(Sync().IsFull);
        Assert.True(_proxy.RemoveNode("worker-1"));
        Assert.True(Sync().IsFull);
        Assert.False(_proxy.SetNode(Objects.Node(node => node.Metadata.Name = "worker-2")));
    }

    private static string Text(SyncPlan plan) => Encoding.UTF8.GetString(plan.Payload.Span);

    private static int Count(SyncPlan plan, string pattern) => System.Text.RegularExpressions.Regex.Count(Text(plan), pattern);

    private void Synced()
    {
        _proxy.SetNode(Objects.Node());
        _proxy.SetService(Objects.Service());
        _proxy.SetEndpointSlice(Objects.Slice("one", "10.244.1.1", "10.244.2.2"));
        Sync();
    }

    private SyncPlan Sync()
    {
        SyncPlan plan = _proxy.Plan(Objects.Now());
        _proxy.Succeeded(plan);
        return plan;
    }
}

using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Cluster.Tests;

public sealed class EndpointSliceTests
{
    private readonly ClusterApi cluster = TestCluster.Start(new ClusterOptions { GracefulPodDeletion = true });

    private void AddNode(string name, string? zone = null) => cluster.Create(new V1Node
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            Labels = zone is null ? null : new Dictionary<string, string> { [SliceLabels.Zone] = zone },
        },
    });

    [Fact]
    public void A_service_without_pods_has_one_empty_slice()
    {
        cluster.Create(TestCluster.NewService("a"));
        var slice = cluster.OnlySlice();
        Assert.StartsWith("a-", slice.Metadata.Name, StringComparison.Ordinal);
        Assert.Equal("a-".Length + 5, slice.Metadata.Name.Length);
        Assert.Empty(slice.Endpoints);
        Assert.Null(slice.Ports);
        Assert.Equal("IPv4", slice.AddressType);
        Assert.Equal("a", slice.Metadata.Labels[SliceLabels.ServiceName]);
        Assert.Equal("endpointslice-controller.k8s.io", slice.Metadata.Labels[SliceLabels.ManagedBy]);
        var owner = Assert.Single(slice.Metadata.OwnerReferences);
        Assert.Equal(("Service", "a", true), (owner.Kind, owner.Name, owner.Controller));
    }

    [Fact]
    public void The_empty_slice_keeps_its_name_when_the_first_pod_comes()
    {
        cluster.Create(TestCluster.NewService("a"));
        var before = cluster.OnlySlice();
        cluster.Create(TestCluster.NewPod("p"));
        cluster.Run("p", "10.244.0.5");
        var after = cluster.OnlySlice();
        Assert.Equal((before.Metadata.Name, before.Metadata.Uid), (after.Metadata.Name, after.Metadata.Uid));
        Assert.Equal(2, after.Metadata.Generation);
    }

    [Fact]
    public void A_pod_without_an_address_is_no_endpoint()
    {
        cluster.Create(TestCluster.NewService("a"));
        cluster.Create(TestCluster.NewPod("p"));
        Assert.Empty(cluster.OnlySlice().Endpoints);
    }

    [Fact]
    public void An_endpoint_tells_pod_node_and_zone()
    {
        AddNode("worker-1", "zone-a");
        cluster.Create(TestCluster.NewService("a"));
        var pod = cluster.Create(TestCluster.NewPod("p", node: "worker-1"));
        cluster.Run("p", "10.244.0.5");
        var endpoint = Assert.Single(cluster.OnlySlice().Endpoints);
        Assert.Equal(("worker-1", "zone-a"), (endpoint.NodeName, endpoint.Zone));
        Assert.Equal(("Pod", "default", "p", pod.Metadata.Uid), (endpoint.TargetRef.Kind, endpoint.TargetRef.NamespaceProperty, endpoint.TargetRef.Name, endpoint.TargetRef.Uid));
    }

    [Fact]
    public void A_node_that_moves_takes_its_endpoints_to_the_new_zone()
    {
        AddNode("worker-1", "zone-a");
        cluster.Create(TestCluster.NewService("a"));
        cluster.Create(TestCluster.NewPod("p", node: "worker-1"));
        cluster.Run("p", "10.244.0.5");
        cluster.Update<V1Node>("", "worker-1", node => node.Metadata.Labels[SliceLabels.Zone] = "zone-b");
        Assert.Equal("zone-b", Assert.Single(cluster.OnlySlice().Endpoints).Zone);
    }

    [Fact]
    public void A_pod_on_a_missing_node_is_no_endpoint_until_the_node_comes()
    {
        cluster.Create(TestCluster.NewService("a"));
        cluster.Create(TestCluster.NewPod("p", node: "worker-1"));
        cluster.Run("p", "10.244.0.5");
        Assert.Empty(cluster.OnlySlice().Endpoints);
        AddNode("worker-1");
        Assert.Single(cluster.OnlySlice().Endpoints);
        cluster.Delete<V1Node>("", "worker-1");
        Assert.Empty(cluster.OnlySlice().Endpoints);
    }

    [Theory]
    [InlineData(true, false, false, true, true, false)]
    [InlineData(false, false, false, false, false, false)]
    [InlineData(true, true, false, false, true, true)]
    [InlineData(false, true, false, false, false, true)]
    [InlineData(false, false, true, true, false, false)]
    [InlineData(true, true, true, true, true, true)]
    [InlineData(false, true, true, true, false, true)]
    public void Conditions_follow_readiness_deletion_and_publishing(
        bool isReady, bool isDeleted, bool publishesAll, bool ready, bool serving, bool terminating)
    {
        AddNode("worker-1");
        var service = TestCluster.NewService("a");
        service.Spec.PublishNotReadyAddresses = publishesAll;
        cluster.Create(service);
        cluster.Create(TestCluster.NewPod("p", node: "worker-1"));
        cluster.Run("p", "10.244.0.5", isReady);
        if (isDeleted)
        {
            cluster.Delete<V1Pod>("default", "p");
        }

        var conditions = Assert.Single(cluster.OnlySlice().Endpoints).Conditions;
        Assert.Equal((ready, serving, terminating), (conditions.Ready, conditions.Serving, conditions.Terminating));
    }

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public void A_pod_that_has_ended_is_no_endpoint(string phase)
    {
        cluster.Create(TestCluster.NewService("a"));
        cluster.Create(TestCluster.NewPod("p"));
        cluster.Run("p", "10.244.0.5");
        cluster.UpdateStatus<V1Pod>("default", "p", pod => pod.Status.Phase = phase);
        Assert.Empty(cluster.OnlySlice().Endpoints);
    }

    [Fact]
    public void Labels_decide_which_pods_belong_and_may_change()
    {
        cluster.Create(TestCluster.NewService("a"));
        cluster.Create(TestCluster.NewPod("p", app: "other"));
        cluster.Run("p", "10.244.0.5");
        Assert.Empty(cluster.OnlySlice().Endpoints);
        cluster.Update<V1Pod>("default", "p", pod => pod.Metadata.Labels["app"] = "web");
        Assert.Single(cluster.OnlySlice().Endpoints);
        cluster.Update<V1Pod>("default", "p", pod => pod.Metadata.Labels["app"] = "other");
        Assert.Empty(cluster.OnlySlice().Endpoints);
    }

    [Fact]
    public void Named_target_ports_are_resolved_for_each_pod()
    {
        cluster.Create(TestCluster.NewService("a", ports: new V1ServicePort { Name = "http", Port = 80, TargetPort = "web" }));
        foreach (var (name, number) in new[] { ("p1", 8080), ("p2", 9090), ("p3", 8080) })
        {
            cluster.Create(TestCluster.NewPod(name, ports: new V1ContainerPort { Name = "web", ContainerPort = number }));
            cluster.Run(name, $"10.244.0.{name[1]}");
        }

        var slices = cluster.List<V1EndpointSlice>();
        Assert.Equal(
            ["8080: p1 p3", "9090: p2"],
            slices.Select(slice => $"{slice.Ports[0].Port}: {string.Join(' ', slice.Endpoints.Select(endpoint => endpoint.TargetRef.Name))}").Order());
    }

    [Fact]
    public void A_pod_that_lacks_a_named_port_has_no_such_port()
    {
        cluster.Create(TestCluster.NewService(
            "a",
            ports: [new V1ServicePort { Name = "http", Port = 80, TargetPort = "web" }, new V1ServicePort { Name = "dns", Port = 53, TargetPort = "web", Protocol = "UDP" }]));
        cluster.Create(TestCluster.NewPod("p", ports: new V1ContainerPort { Name = "web", ContainerPort = 8080 }));
        cluster.Run("p", "10.244.0.5");
        var port = Assert.Single(cluster.OnlySlice().Ports);
        Assert.Equal(("http", 8080, "TCP"), (port.Name, port.Port, port.Protocol));
    }

    [Fact]
    public void A_service_without_selector_and_slices_of_others_are_left_alone()
    {
        cluster.Apply(TestCluster.Service("a"));
        const string slice = """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: mine, labels: {kubernetes.io/service-name: a}}
            addressType: IPv4
            ports: [{port: 80}]
            endpoints: [{addresses: [192.0.2.1]}]
            """;
        cluster.Apply(slice);
        Assert.Equal("mine", cluster.OnlySlice().Metadata.Name);
        cluster.Apply(TestCluster.Service("a", "selector: {app: web}\nports: [{port: 80}]"));
        Assert.Equal(2, cluster.List<V1EndpointSlice>().Count);
        Assert.Equal(["192.0.2.1"], cluster.Get<V1EndpointSlice>("default", "mine")!.Endpoints[0].Addresses);
        cluster.Delete<V1Service>("default", "a");
        Assert.Equal("mine", cluster.OnlySlice().Metadata.Name);
    }

    [Fact]
    public void Headless_services_and_their_labels_are_marked_on_the_slices()
    {
        var service = TestCluster.NewService("a");
        service.Spec.ClusterIP = "None";
        service.Metadata.Labels = new Dictionary<string, string> { ["team"] = "shop" };
        cluster.Create(service);
        var labels = cluster.OnlySlice().Metadata.Labels;
        Assert.Equal(("", "shop"), (labels[SliceLabels.Headless], labels["team"]));
        cluster.Update<V1Service>("default", "a", stored => stored.Metadata.Labels.Remove("team"));
        Assert.DoesNotContain("team", cluster.OnlySlice().Metadata.Labels.Keys);
    }

    [Fact]
    public void Each_family_has_its_slices()
    {
        var dual = TestCluster.Start(ClusterOptions.DualStack);
        var service = TestCluster.NewService("a");
        service.Spec.IpFamilyPolicy = "PreferDualStack";
        dual.Create(service);
        dual.Create(TestCluster.NewPod("p"));
        dual.Run("p", "10.244.0.5,fd00:10:244::5");
        Assert.Equal(
            ["IPv4 10.244.0.5", "IPv6 fd00:10:244::5"],
            dual.List<V1EndpointSlice>().Select(slice => $"{slice.AddressType} {slice.Endpoints[0].Addresses[0]}").Order());

        dual.Update<V1Service>("default", "a", stored => stored.Spec.IpFamilyPolicy = "SingleStack");
        Assert.Equal("IPv4", dual.OnlySlice().AddressType);
    }

    [Fact]
    public void A_slice_holds_a_hundred_endpoints_and_the_next_begins_another()
    {
        cluster.Create(TestCluster.NewService("a"));
        for (var i = 0; i < 205; i++)
        {
            cluster.Create(TestCluster.NewPod($"p{i:000}"));
            cluster.Run($"p{i:000}", $"10.244.{i / 200}.{(i % 200) + 1}");
        }

        Assert.Equal([5, 100, 100], cluster.List<V1EndpointSlice>().Select(slice => slice.Endpoints.Count).Order());
    }

    [Fact]
    public void A_change_of_one_pod_writes_only_the_slice_it_is_in()
    {
        cluster.Create(TestCluster.NewService("a"));
        for (var i = 0; i < 150; i++)
        {
            cluster.Create(TestCluster.NewPod($"p{i:000}"));
            cluster.Run($"p{i:000}", $"10.244.0.{i + 1}");
        }

        var events = new List<ClusterEvent>();
        using var subscription = cluster.Subscribe(events.Add);
        cluster.Run("p149", "10.244.0.150", ready: false);
        Assert.Equal(["pod/p149", "endpointslice.discovery.k8s.io"], events.Select(change =>
            change.Kind == ResourceKind.Pod ? $"pod/{change.Name.Name}" : change.Kind.DisplayName));
        Assert.Equal(50, ((V1EndpointSlice)events[1].Object).Endpoints.Count);
        Assert.False(((V1EndpointSlice)events[1].Object).Endpoints[^1].Conditions.Ready);
    }

    [Fact]
    public void A_change_without_meaning_for_endpoints_writes_no_slice()
    {
        cluster.Create(TestCluster.NewService("a"));
        cluster.Create(TestCluster.NewPod("p"));
        cluster.Run("p", "10.244.0.5");
        var version = cluster.OnlySlice().Metadata.ResourceVersion;
        cluster.Update<V1Pod>("default", "p", pod => pod.Metadata.Annotations = new Dictionary<string, string> { ["note"] = "x" });
        cluster.Update<V1Service>("default", "a", service => service.Spec.SessionAffinity = "ClientIP");
        Assert.Equal(version, cluster.OnlySlice().Metadata.ResourceVersion);
    }

    [Fact]
    public void A_slice_that_somebody_spoils_or_deletes_is_put_right()
    {
        cluster.Create(TestCluster.NewService("a"));
        cluster.Create(TestCluster.NewPod("p"));
        cluster.Run("p", "10.244.0.5");
        var name = cluster.OnlySlice().Metadata.Name;
        cluster.Update<V1EndpointSlice>("default", name, slice => slice.Endpoints.Clear());
        Assert.Single(cluster.OnlySlice().Endpoints);
        cluster.Delete<V1EndpointSlice>("default", name);
        Assert.Equal(name, cluster.OnlySlice().Metadata.Name);
        Assert.Single(cluster.OnlySlice().Endpoints);
    }

    [Fact]
    public void The_slices_of_a_deleted_service_go_with_it()
    {
        cluster.Create(TestCluster.NewService("a"));
        cluster.Delete<V1Service>("default", "a");
        Assert.Empty(cluster.List<V1EndpointSlice>());
    }

    [Fact]
    public void The_time_of_the_change_is_noted()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2024, 7, 16, 12, 0, 0, TimeSpan.Zero));
        var timed = TestCluster.Start(time: time);
        timed.Create(TestCluster.NewService("a"));
        time.Advance(TimeSpan.FromMinutes(1));
        timed.Create(TestCluster.NewPod("p"));
        timed.Run("p", "10.244.0.5");
        Assert.Equal("2024-07-16T12:01:00Z", timed.OnlySlice().Metadata.Annotations[SliceLabels.LastChangeTriggerTime]);
    }
}

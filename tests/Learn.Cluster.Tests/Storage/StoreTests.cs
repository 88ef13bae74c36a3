using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class StoreTests
{
    private readonly ClusterApi cluster = TestCluster.Start();

    [Fact]
    public void The_namespaces_of_kubernetes_exist_from_the_start() => Assert.Equal(
        ["default", "kube-node-lease", "kube-public", "kube-system"], cluster.List<V1Namespace>().Select(space => space.Metadata.Name));

    [Fact]
    public void What_is_handed_out_is_a_copy()
    {
        cluster.Create(TestCluster.NewService("a"));
        cluster.Get<V1Service>("default", "a")!.Spec.Selector["app"] = "changed";
        cluster.List<V1Service>()[0].Spec.Ports.Clear();
        Assert.Equal("web", cluster.Get<V1Service>("default", "a")!.Spec.Selector["app"]);
        Assert.Single(cluster.Get<V1Service>("default", "a")!.Spec.Ports);
    }

    [Fact]
    public void What_is_handed_in_is_copied_and_stays_as_it_was()
    {
        var service = TestCluster.NewService("a");
        var created = cluster.Create(service);
        Assert.Null(service.Metadata.Uid);
        Assert.Null(service.Spec.ClusterIP);
        service.Spec.Selector["app"] = "changed";
        created.Spec.Selector["app"] = "changed";
        Assert.Equal("web", cluster.Get<V1Service>("default", "a")!.Spec.Selector["app"]);
    }

    [Fact]
    public void A_new_object_has_uid_time_and_version()
    {
        var metadata = cluster.Create(TestCluster.NewService("a")).Metadata;
        Assert.True(Guid.TryParse(metadata.Uid, out _));
        Assert.Equal(new DateTime(2024, 7, 16, 12, 0, 0, DateTimeKind.Utc), metadata.CreationTimestamp);
        Assert.Equal("5", metadata.ResourceVersion);
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        cluster.Create(TestCluster.NewService("a"));
        var refusal = Assert.Throws<ClusterApiException>(() => cluster.Create(TestCluster.NewService("a")));
        Assert.Equal((409, "AlreadyExists", "services \"a\" already exists"), (refusal.Code, refusal.Reason, refusal.Message));
    }

    [Fact]
    public void A_stale_update_is_a_conflict()
    {
        cluster.Create(TestCluster.NewPod("p"));
        var stale = cluster.Get<V1Pod>("default", "p")!;
        cluster.Run("p", "10.244.0.5");
        foreach (var write in new Func<V1Pod, V1Pod>[] { cluster.UpdateStatus, cluster.Update })
        {
            var refusal = Assert.Throws<ClusterApiException>(() => write(stale));
            Assert.Equal((409, "Conflict"), (refusal.Code, refusal.Reason));
            Assert.Equal(
                "Operation cannot be fulfilled on pods \"p\": the object has been modified; please apply your changes to the latest version and try again",
                refusal.Message);
        }
    }

    [Fact]
    public void A_status_update_changes_the_status_and_an_update_everything_else()
    {
        cluster.Create(TestCluster.NewPod("p"));
        var pod = cluster.Get<V1Pod>("default", "p")!;
        pod.Status.Phase = "Running";
        pod.Spec.Containers[0].Image = "other";
        var running = cluster.UpdateStatus(pod);
        Assert.Equal(("Running", "nginx"), (running.Status.Phase, running.Spec.Containers[0].Image));

        running.Status.Phase = "Failed";
        running.Spec.Containers[0].Image = "other";
        var changed = cluster.Update(running);
        Assert.Equal(("Running", "other"), (changed.Status.Phase, changed.Spec.Containers[0].Image));
    }

    [Fact]
    public void A_write_without_a_change_makes_no_new_version()
    {
        cluster.Create(TestCluster.NewPod("p"));
        cluster.Run("p", "10.244.0.5");
        var version = cluster.ResourceVersion;
        cluster.Run("p", "10.244.0.5");
        Assert.Equal(version, cluster.ResourceVersion);
    }

    [Fact]
    public void Single_and_many_addresses_of_a_pod_agree()
    {
        cluster.Create(TestCluster.NewPod("p"));
        var pod = cluster.UpdateStatus<V1Pod>("default", "p", stored => stored.Status.PodIP = "10.244.0.5");
        Assert.Equal("10.244.0.5", Assert.Single(pod.Status.PodIPs).Ip);
    }

    [Fact]
    public void Lists_are_ordered_and_narrowed_by_namespace_and_labels()
    {
        cluster.Create(TestCluster.NewPod("b"));
        cluster.Create(TestCluster.NewPod("a", app: "db"));
        var other = TestCluster.NewPod("c");
        other.Metadata.NamespaceProperty = "kube-system";
        cluster.Create(other);
        Assert.Equal(["a", "b", "c"], cluster.List<V1Pod>().Select(pod => pod.Metadata.Name));
        Assert.Equal(["a", "b"], cluster.List<V1Pod>("default").Select(pod => pod.Metadata.Name));
        Assert.Equal(["b", "c"], cluster.List<V1Pod>(selector: LabelSelector.Parse("app=web")).Select(pod => pod.Metadata.Name));
    }

    [Theory]
    [InlineData("svc", "Service")]
    [InlineData("Services", "Service")]
    [InlineData("po", "Pod")]
    [InlineData("endpointslice.discovery.k8s.io", "EndpointSlice")]
    [InlineData("ns", "Namespace")]
    public void Kinds_are_found_by_all_their_names(string name, string kind) => Assert.Equal(kind, ResourceKind.FindByName(name)!.Kind);

    [Fact]
    public void Options_that_contradict_themselves_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TestCluster.Start(new ClusterOptions { FirstNodePort = 2, LastNodePort = 1 }));
        Assert.Throws<ArgumentException>(() => TestCluster.Start(new ClusterOptions { ServiceCidrs = [] }));
        Assert.Throws<ArgumentException>(() => TestCluster.Start(new ClusterOptions { MaxEndpointsPerSlice = 0 }));
    }
}

using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class DeletionTests
{
    private readonly ClusterApi cluster = TestCluster.Start(new ClusterOptions { GracefulPodDeletion = true });

    [Fact]
    public void What_is_not_there_cannot_be_deleted()
    {
        var refusal = Assert.Throws<ClusterApiException>(() => cluster.Delete<V1Service>("default", "a"));
        Assert.Equal((404, "NotFound", "services \"a\" not found"), (refusal.Code, refusal.Reason, refusal.Message));
        var slice = Assert.Throws<ClusterApiException>(() => cluster.Delete<V1EndpointSlice>("default", "a"));
        Assert.Equal("endpointslices.discovery.k8s.io \"a\" not found", slice.Message);
    }

    [Fact]
    public void A_manifest_is_deleted_by_its_names()
    {
        cluster.Apply(TestCluster.Service("a") + "---\n" + TestCluster.Pod("p"));
        var result = cluster.DeleteManifest(TestCluster.Service("a", "ports: [{port: 0}]") + "---\n" + TestCluster.Pod("p") + "---\n" + TestCluster.Pod("q"));
        Assert.Equal("service \"a\" deleted\npod \"p\" deleted\nError from server (NotFound): pods \"q\" not found", result.ToString());
        Assert.Empty(cluster.List<V1Service>());
        Assert.Empty(cluster.List<V1Pod>());
    }

    [Fact]
    public void Objects_are_deleted_by_their_labels()
    {
        cluster.Apply(string.Join("---\n", TestCluster.Pod("a"), TestCluster.Pod("b", labels: "app: db"), TestCluster.Pod("c")));
        Assert.Equal("pod \"a\" deleted\npod \"c\" deleted", cluster.DeleteByLabel(ResourceKind.Pod, "default", LabelSelector.Parse("app=web")).ToString());
        Assert.Equal("b", Assert.Single(cluster.List<V1Pod>()).Metadata.Name);
        Assert.Equal("No resources found", cluster.DeleteByLabel(ResourceKind.Pod, null, LabelSelector.Parse("app=web")).ToString());
    }

    [Fact]
    public void A_pod_on_a_node_terminates_until_its_kubelet_has_stopped_it()
    {
        cluster.Create(TestCluster.NewPod("p", node: "node-1"));
        Assert.True(Assert.Single(cluster.Delete<V1Pod>("default", "p").Objects).IsTerminating);
        var pod = cluster.Get<V1Pod>("default", "p")!;
        Assert.Equal(new DateTime(2024, 7, 16, 12, 0, 30, DateTimeKind.Utc), pod.Metadata.DeletionTimestamp);
        Assert.Equal(30, pod.Metadata.DeletionGracePeriodSeconds);
        Assert.False(cluster.RemovePod(new("default", "p"), "another uid"));
        Assert.True(cluster.RemovePod(new("default", "p"), pod.Metadata.Uid));
        Assert.Null(cluster.Get<V1Pod>("default", "p"));
        Assert.False(cluster.RemovePod(new("default", "p")));
    }

    [Fact]
    public void A_second_delete_can_only_shorten_the_time()
    {
        cluster.Create(TestCluster.NewPod("p", node: "node-1"));
        cluster.Delete<V1Pod>("default", "p");
        cluster.Delete<V1Pod>("default", "p", gracePeriodSeconds: 60);
        Assert.Equal(30, cluster.Get<V1Pod>("default", "p")!.Metadata.DeletionGracePeriodSeconds);
        cluster.Delete<V1Pod>("default", "p", gracePeriodSeconds: 5);
        Assert.Equal(5, cluster.Get<V1Pod>("default", "p")!.Metadata.DeletionGracePeriodSeconds);
        cluster.Delete<V1Pod>("default", "p", gracePeriodSeconds: 0);
        Assert.Null(cluster.Get<V1Pod>("default", "p"));
    }

    [Fact]
    public void A_pod_that_no_kubelet_has_is_gone_at_once()
    {
        cluster.Create(TestCluster.NewPod("p"));
        Assert.False(Assert.Single(cluster.Delete<V1Pod>("default", "p").Objects).IsTerminating);
        var simple = TestCluster.Start();
        simple.Create(TestCluster.NewPod("p", node: "node-1"));
        simple.Delete<V1Pod>("default", "p");
        Assert.Empty(simple.List<V1Pod>());
    }

    [Fact]
    public void A_namespace_takes_everything_in_it_with_it()
    {
        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
        cluster.Apply(TestCluster.Service("a", "type: NodePort\nselector: {app: web}\nports: [{port: 80, nodePort: 30080}]"), new ApplyOptions { Namespace = "shop" });
        cluster.Delete<V1Namespace>("", "shop");
        Assert.Null(cluster.Get<V1Namespace>("", "shop"));
        Assert.Empty(cluster.List<V1Service>());
        Assert.Empty(cluster.List<V1EndpointSlice>());
        cluster.Apply(TestCluster.Service("a", "type: NodePort\nports: [{port: 80, nodePort: 30080}]"));
    }

    [Fact]
    public void A_namespace_waits_for_its_last_pod_and_takes_nothing_new()
    {
        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
        var pod = TestCluster.NewPod("p", node: "node-1");
        pod.Metadata.NamespaceProperty = "shop";
        cluster.Create(pod);
        Assert.True(Assert.Single(cluster.Delete<V1Namespace>("", "shop").Objects).IsTerminating);
        Assert.Equal("Terminating", cluster.Get<V1Namespace>("", "shop")!.Status.Phase);
        pod.Metadata.Name = "q";
        var refusal = Assert.Throws<ClusterApiException>(() => cluster.Create(pod));
        Assert.Equal(
            "pods \"q\" is forbidden: unable to create new content in namespace shop because it is being terminated", refusal.Message);
        cluster.RemovePod(new("shop", "p"));
        Assert.Null(cluster.Get<V1Namespace>("", "shop"));
    }

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    [InlineData("kube-public")]
    public void The_namespaces_of_kubernetes_itself_stay(string name)
    {
        var refusal = Assert.Throws<ClusterApiException>(() => cluster.Delete<V1Namespace>("", name));
        Assert.Equal($"namespaces \"{name}\" is forbidden: this namespace may not be deleted", refusal.Message);
    }

    [Fact]
    public void A_pod_is_bound_to_a_node_once()
    {
        cluster.Create(TestCluster.NewPod("p"));
        var pod = cluster.BindPod(new("default", "p"), "node-1");
        Assert.Equal("node-1", pod.Spec.NodeName);
        Assert.Equal(("PodScheduled", "True"), (pod.Status.Conditions[0].Type, pod.Status.Conditions[0].Status));
        var refusal = Assert.Throws<ClusterApiException>(() => cluster.BindPod(new("default", "p"), "node-2"));
        Assert.Equal((409, "Conflict"), (refusal.Code, refusal.Reason));
    }
}

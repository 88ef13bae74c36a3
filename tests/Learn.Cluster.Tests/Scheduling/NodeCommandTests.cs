using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class NodeCommandTests
{
    private readonly ClusterApi cluster = TestCluster.Start(new ClusterOptions { GracefulPodDeletion = true });

    public NodeCommandTests() => cluster.Create(new V1Node { Metadata = new V1ObjectMeta { Name = "node-1" } });

    private void Bind(string node = "node-1")
    {
        foreach (var pod in cluster.List<V1Pod>().Where(pod => string.IsNullOrEmpty(pod.Spec.NodeName)))
        {
            cluster.BindPod(new("default", pod.Metadata.Name), node);
        }
    }

    [Fact]
    public void A_cordon_is_a_field_and_a_taint()
    {
        Assert.Equal("node/node-1 cordoned", cluster.Cordon("node-1"));
        Assert.Equal("node/node-1 already cordoned", cluster.Cordon("node-1"));
        var node = cluster.Get<V1Node>("", "node-1")!;
        Assert.True(node.Spec.Unschedulable);
        var taint = Assert.Single(node.Spec.Taints);
        Assert.Equal(("node.kubernetes.io/unschedulable", "NoSchedule"), (taint.Key, taint.Effect));
        Assert.NotNull(taint.TimeAdded);
        Assert.Equal("node/node-1 uncordoned", cluster.Uncordon("node-1"));
        Assert.Equal("node/node-1 already uncordoned", cluster.Uncordon("node-1"));
        node = cluster.Get<V1Node>("", "node-1")!;
        Assert.Null(node.Spec.Unschedulable);
        Assert.Null(node.Spec.Taints);
        Assert.Throws<ClusterApiException>(() => cluster.Cordon("node-9"));
    }

    [Fact]
    public void A_cordon_keeps_the_taints_of_others()
    {
        cluster.Update<V1Node>("", "node-1", node => node.Spec.Taints = [new V1Taint { Key = "a", Effect = "NoSchedule" }]);
        cluster.Cordon("node-1");
        cluster.Uncordon("node-1");
        Assert.Equal("a", Assert.Single(cluster.Get<V1Node>("", "node-1")!.Spec.Taints).Key);
    }

    [Fact]
    public void A_drain_refuses_what_would_be_lost_for_good()
    {
        cluster.Apply(Workload.Deployment(replicas: 1));
        cluster.Apply(TestCluster.Pod("alone") + "---\n" + TestCluster.Pod("scratch", "containers: [{name: a, image: b}]\nvolumes: [{name: tmp, emptyDir: {}}]"));
        Bind();
        var plan = cluster.PlanDrain("node-1");
        Assert.False(plan.IsAllowed);
        Assert.Equal(
            [
                "cannot delete Pods that declare no controller (use --force to override): default/alone, default/scratch",
                "cannot delete Pods with local storage (use --delete-emptydir-data to override): default/scratch",
            ],
            plan.Refusals);
        Assert.Single(plan.Evict);

        plan = cluster.PlanDrain("node-1", new DrainOptions { Force = true, DeleteEmptyDirData = true });
        Assert.True(plan.IsAllowed);
        Assert.Equal(3, plan.Evict.Count);
        Assert.Equal("deleting Pods that declare no controller: default/alone, default/scratch", plan.Warnings[0]);
        Assert.Throws<ClusterApiException>(() => cluster.PlanDrain("node-9"));
    }

    [Fact]
    public void Mirror_pods_stay_and_ended_pods_go()
    {
        cluster.Apply(TestCluster.Pod("static") + "---\n" + TestCluster.Pod("ended"));
        Bind();
        cluster.Update<V1Pod>("default", "static", pod => pod.Metadata.Annotations["kubernetes.io/config.mirror"] = "x");
        cluster.UpdateStatus<V1Pod>("default", "ended", pod => pod.Status.Phase = "Succeeded");
        var plan = cluster.PlanDrain("node-1");
        Assert.Equal(("default/ended", "default/static"), (Assert.Single(plan.Evict).ToString(), Assert.Single(plan.Skip).ToString()));
    }

    [Fact]
    public void Evicted_pods_know_why_and_are_replaced()
    {
        cluster.Apply(Workload.Deployment(replicas: 2));
        Bind();
        cluster.StartPods();
        cluster.Cordon("node-1");
        var result = cluster.EvictPods(cluster.PlanDrain("node-1").Evict.Append(new("default", "gone")));
        Assert.Equal(("pods \"gone\" not found", 2), (Assert.Single(result.NotFound), result.Objects.Count));
        var pods = cluster.List<V1Pod>();
        Assert.Equal(4, pods.Count);
        var leaving = pods.Where(pod => pod.Metadata.DeletionTimestamp is not null).ToArray();
        Assert.Equal(2, leaving.Length);
        Assert.All(leaving, pod => Assert.Equal(
            "EvictionByEvictionAPI", pod.Status.Conditions.Single(condition => condition.Type == "DisruptionTarget").Reason));
    }

    [Fact]
    public void The_pods_of_a_lost_node_are_no_endpoints()
    {
        cluster.Create(TestCluster.NewService("a"));
        cluster.Create(TestCluster.NewPod("p", node: "node-1"));
        cluster.Run("p", "10.244.0.5");
        Assert.Equal("default/p", Assert.Single(cluster.MarkPodsNotReady("node-1")).ToString());
        Assert.Empty(cluster.MarkPodsNotReady("node-1"));
        Assert.False(Assert.Single(cluster.OnlySlice().Endpoints).Conditions.Ready);
        Assert.Contains(cluster.List<Corev1Event>(), recorded => recorded is { Reason: "NodeNotReady", Message: "Node is not ready", Type: "Warning" });
    }
}

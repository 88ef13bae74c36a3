using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Cluster.Tests;

public sealed class ReplicaSetTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2024, 7, 16, 12, 0, 0, TimeSpan.Zero));
    private readonly ClusterApi cluster;

    public ReplicaSetTests() => cluster = TestCluster.Start(time: time);

    private void Apply(int replicas, string labels = "app: web") => cluster.Apply(
        $"apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {{name: web}}\nspec:\n  replicas: {replicas}\n  selector: {{matchLabels: {{app: web}}}}\n"
        + $"  template: {{metadata: {{labels: {{{labels}}}}}, spec: {{containers: [{{name: a, image: b}}]}}}}\n");

    private V1ReplicaSet Set => cluster.Get<V1ReplicaSet>("default", "web")!;

    private string[] Pods => [.. cluster.List<V1Pod>().Select(pod => pod.Metadata.Name)];

    private void Become(string pod, string? node = "node-1", string phase = "Running", bool ready = true, int age = 0, int restarts = 0)
    {
        if (node is not null)
        {
            cluster.BindPod(new("default", pod), node);
        }

        cluster.UpdateStatus<V1Pod>("default", pod, stored =>
        {
            stored.Status.Phase = phase;
            stored.Status.ContainerStatuses = [new V1ContainerStatus { Name = "a", Image = "b", ImageID = "c", RestartCount = restarts }];
            stored.Status.Conditions =
            [
                new V1PodCondition { Type = "Ready", Status = ready ? "True" : "False", LastTransitionTime = time.GetUtcNow().UtcDateTime.AddSeconds(-age) },
            ];
        });
    }

    [Fact]
    public void A_lost_pod_is_replaced_by_another_one()
    {
        Apply(2);
        var before = Pods;
        cluster.Delete<V1Pod>("default", before[0]);
        Assert.Equal(2, Pods.Length);
        Assert.DoesNotContain(before[0], Pods);
        Assert.Contains(before[1], Pods);
        cluster.UpdateStatus<V1Pod>("default", before[1], pod => pod.Status.Phase = "Failed");
        Assert.Equal(3, Pods.Length);
        Assert.Equal(2, Set.Status.Replicas);
    }

    [Fact]
    public void A_pod_that_matches_is_adopted_and_one_that_does_not_any_more_is_let_go()
    {
        cluster.Create(TestCluster.NewPod("orphan"));
        Apply(2);
        Assert.Equal(2, Pods.Length);
        Assert.Equal("web", cluster.Get<V1Pod>("default", "orphan")!.Metadata.OwnerReferences[0].Name);
        cluster.Update<V1Pod>("default", "orphan", pod => pod.Metadata.Labels["app"] = "other");
        Assert.Null(cluster.Get<V1Pod>("default", "orphan")!.Metadata.OwnerReferences);
        Assert.Equal(3, Pods.Length);
        cluster.Update<V1Pod>("default", "orphan", pod => pod.Metadata.Labels["app"] = "web");
        Assert.Equal(2, Pods.Length);
    }

    [Fact]
    public void The_status_counts()
    {
        Apply(3);
        Become(Pods[0]);
        cluster.Update<V1Pod>("default", Pods[1], pod => pod.Metadata.Labels["more"] = "x");
        Assert.Equal((3, 3, 1, 1, 1), (
            Set.Status.Replicas, Set.Status.FullyLabeledReplicas, Set.Status.ReadyReplicas, Set.Status.AvailableReplicas, Set.Status.ObservedGeneration));
        Apply(3, "app: web, new: label");
        Assert.Equal((3, null, 2), (Set.Status.Replicas, Set.Status.FullyLabeledReplicas, Set.Status.ObservedGeneration));
    }

    [Fact]
    public void Pods_go_in_the_order_of_kubernetes()
    {
        Apply(9);
        var pods = Pods;
        Become(pods[0], age: 1000);
        Become(pods[1], "node-2", age: 1000, restarts: 2);
        Become(pods[2], "node-3", age: 10);
        Become(pods[3], "node-4", age: 1000);
        cluster.Update<V1Pod>("default", pods[3], pod => pod.Metadata.Annotations = new Dictionary<string, string> { ["controller.kubernetes.io/pod-deletion-cost"] = "-5" });
        Become(pods[4], "node-5", ready: false);
        Become(pods[5], "node-6", phase: "Unknown");
        Become(pods[6], "node-7", phase: "Pending");
        Become(pods[7], null);
        Become(pods[8], "node-8", age: 1000);

        // Unassigned, pending, unknown, not ready, cheap, newest, restarted; of the last two the uid decides.
        var gone = new List<string>();
        for (var replicas = 8; replicas >= 2; replicas--)
        {
            var before = Pods;
            Apply(replicas);
            gone.AddRange(before.Except(Pods));
        }

        Assert.Equal([pods[7], pods[6], pods[5], pods[4], pods[3], pods[2], pods[1]], gone);
    }

    [Fact]
    public void Of_two_pods_on_a_node_one_goes_first()
    {
        Apply(3);
        var pods = Pods;
        Become(pods[0], "node-1", age: 10);
        Become(pods[1], "node-2", age: 1000);
        Become(pods[2], "node-2", age: 1000);
        Apply(2);
        Assert.Contains(pods[0], Pods);
    }

    [Fact]
    public void The_order_of_a_rollout_counts_the_pods_of_all_revisions_on_a_node()
    {
        cluster.Apply(Workload.Deployment(replicas: 2));
        var old = Pods;
        Become(old[0], "node-1");
        Become(old[1], "node-2");
        cluster.Apply(Workload.Deployment(replicas: 2, image: "nginx:2"));
        Become(Pods.Except(old).Single(), "node-2");
        Assert.Contains(old[0], Pods);
        Assert.DoesNotContain(old[1], Pods);
    }

    [Fact]
    public void A_pod_owned_by_two_goes_with_the_last_of_them()
    {
        Apply(1);
        var other = cluster.Create(TestCluster.NewService("other"));
        cluster.Update<V1Pod>("default", Pods[0], pod => pod.Metadata.OwnerReferences =
            [.. pod.Metadata.OwnerReferences, new V1OwnerReference { ApiVersion = "v1", Kind = "Service", Name = "other", Uid = other.Metadata.Uid }]);
        cluster.Delete<V1ReplicaSet>("default", "web");
        Assert.Equal("other", Assert.Single(cluster.Get<V1Pod>("default", Pods[0])!.Metadata.OwnerReferences).Name);
        cluster.Delete<V1Service>("default", "other");
        Assert.Empty(Pods);
    }

    [Fact]
    public void Selectors_with_expressions_find_their_pods()
    {
        cluster.Create(TestCluster.NewPod("orphan", app: "b"));
        cluster.Apply("""
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchExpressions: [{key: app, operator: In, values: [a, b]}]}
              template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: b}]}}
            """);
        Assert.Equal(2, Pods.Length);
        cluster.Create(TestCluster.NewPod("late", app: "b"));
        Assert.Equal(2, Pods.Length);
        Assert.Equal(2, Set.Status.Replicas);
    }

    [Fact]
    public void The_same_seed_gives_the_same_names()
    {
        var other = TestCluster.Start(time: time);
        cluster.Apply(Workload.Deployment());
        other.Apply(Workload.Deployment());
        Assert.Equal(cluster.Dump(), other.Dump());
        var third = TestCluster.Start(new ClusterOptions { Seed = 7 }, time);
        third.Apply(Workload.Deployment());
        Assert.NotEqual(Pods, third.List<V1Pod>().Select(pod => pod.Metadata.Name));
    }
}

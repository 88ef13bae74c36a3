using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class RolloutTests
{
    private readonly ClusterApi cluster = TestCluster.Start();

    [Fact]
    public void A_deployment_makes_a_replica_set_and_that_makes_pods()
    {
        cluster.Apply(Workload.Deployment());
        var set = Assert.Single(cluster.List<V1ReplicaSet>());
        var hash = set.Metadata.Labels["pod-template-hash"];
        Assert.Matches("^[bcdf4-9]{8,10}$", hash);
        Assert.Equal(($"web-{hash}", hash, 3), (set.Metadata.Name, set.Spec.Selector.MatchLabels["pod-template-hash"], set.Spec.Replicas));
        var owner = Assert.Single(set.Metadata.OwnerReferences);
        Assert.Equal(("apps/v1", "Deployment", "web", true, true), (owner.ApiVersion, owner.Kind, owner.Name, owner.Controller, owner.BlockOwnerDeletion));
        Assert.Equal(("1", "3", "4"), (
            set.Metadata.Annotations["deployment.kubernetes.io/revision"],
            set.Metadata.Annotations["deployment.kubernetes.io/desired-replicas"],
            set.Metadata.Annotations["deployment.kubernetes.io/max-replicas"]));

        var pods = cluster.List<V1Pod>();
        Assert.Equal(3, pods.Count);
        Assert.All(pods, pod =>
        {
            Assert.Matches($"^web-{hash}-[bcdfghjklmnpqrstvwxz2456789]{{5}}$", pod.Metadata.Name);
            Assert.Equal($"web-{hash}-", pod.Metadata.GenerateName);
            Assert.Equal(hash, pod.Metadata.Labels["pod-template-hash"]);
            Assert.Equal(("ReplicaSet", set.Metadata.Uid), (pod.Metadata.OwnerReferences[0].Kind, pod.Metadata.OwnerReferences[0].Uid));
        });
    }

    [Fact]
    public void The_status_tells_how_far_the_rollout_is()
    {
        cluster.Apply(Workload.Deployment());
        var deployment = cluster.TheDeployment();
        Assert.Equal((3, 3, null, null, 3), (
            deployment.Status.Replicas, deployment.Status.UpdatedReplicas, deployment.Status.ReadyReplicas,
            deployment.Status.AvailableReplicas, deployment.Status.UnavailableReplicas));
        Assert.Equal("False MinimumReplicasUnavailable: Deployment does not have minimum availability.", deployment.Condition("Available"));
        var set = cluster.List<V1ReplicaSet>()[0].Metadata.Name;
        Assert.Equal($"True ReplicaSetUpdated: ReplicaSet \"{set}\" is progressing.", deployment.Condition("Progressing"));
        Assert.Equal("1", deployment.Metadata.Annotations["deployment.kubernetes.io/revision"]);

        cluster.StartPods();
        deployment = cluster.TheDeployment();
        Assert.Equal((3, 3, 3, 3, null), (
            deployment.Status.Replicas, deployment.Status.UpdatedReplicas, deployment.Status.ReadyReplicas,
            deployment.Status.AvailableReplicas, deployment.Status.UnavailableReplicas));
        Assert.Equal((1, 1), (deployment.Metadata.Generation, deployment.Status.ObservedGeneration));
        Assert.Equal("True MinimumReplicasAvailable: Deployment has minimum availability.", deployment.Condition("Available"));
        Assert.Equal($"True NewReplicaSetAvailable: ReplicaSet \"{set}\" has successfully progressed.", deployment.Condition("Progressing"));
    }

    [Fact]
    public void A_rolling_update_goes_step_by_step_as_pods_become_ready()
    {
        cluster.Apply(Workload.Deployment(replicas: 4));
        cluster.StartPods();
        cluster.Apply(Workload.Deployment(replicas: 4, image: "nginx:2"));

        // A quarter of 4 may be missing, and a quarter may be too many.
        var steps = new List<string> { cluster.Sizes() };
        while (cluster.List<V1Pod>().FirstOrDefault(pod => pod.Status.Phase == "Pending") is { } next)
        {
            cluster.SetReady(next.Metadata.Name, true);
            steps.Add(cluster.Sizes());
        }

        Assert.Equal(["1:3 2:2", "1:2 2:3", "1:1 2:4", "2:4", "2:4"], steps);
        Assert.Equal(4, cluster.List<V1Pod>().Count);
        Assert.Equal(4, cluster.TheDeployment().Status.AvailableReplicas);
        Assert.StartsWith("True NewReplicaSetAvailable", cluster.TheDeployment().Condition("Progressing"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rollout_whose_pods_never_become_ready_stops_in_time()
    {
        cluster.Apply(Workload.Deployment(replicas: 4));
        cluster.StartPods();
        cluster.Apply(Workload.Deployment(replicas: 4, image: "broken"));
        Assert.Equal("1:3 2:2", cluster.Sizes());
        cluster.Apply(Workload.Deployment(replicas: 4, image: "nginx:1"));
        cluster.FinishRollout();
        Assert.Equal("3:4", cluster.Sizes());
        var set = Assert.Single(cluster.List<V1ReplicaSet>(), set => set.Spec.Replicas > 0);
        Assert.Equal("1", set.Metadata.Annotations["deployment.kubernetes.io/revision-history"]);
    }

    [Fact]
    public void Recreate_waits_until_the_last_old_pod_is_gone()
    {
        var graceful = TestCluster.Start(new ClusterOptions { GracefulPodDeletion = true });
        graceful.Apply(Workload.Deployment(replicas: 2, more: "strategy: {type: Recreate}"));
        foreach (var pod in graceful.List<V1Pod>())
        {
            graceful.BindPod(new("default", pod.Metadata.Name), "node-1");
        }

        graceful.StartPods();
        graceful.Apply(Workload.Deployment(replicas: 2, image: "nginx:2", more: "strategy: {type: Recreate}"));
        var pods = graceful.List<V1Pod>();
        Assert.All(pods, pod => Assert.NotNull(pod.Metadata.DeletionTimestamp));
        graceful.RemovePod(new("default", pods[0].Metadata.Name));
        Assert.Single(graceful.List<V1Pod>());
        graceful.RemovePod(new("default", pods[1].Metadata.Name));
        Assert.Equal("2:2", graceful.Sizes());
        Assert.All(graceful.List<V1Pod>(), pod => Assert.Equal("nginx:2", pod.Spec.Containers[0].Image));
    }

    [Fact]
    public void A_paused_deployment_scales_but_does_not_roll_out()
    {
        cluster.Apply(Workload.Deployment(replicas: 2));
        cluster.StartPods();
        cluster.Apply(Workload.Deployment(replicas: 4, image: "nginx:2", more: "paused: true"));
        Assert.Equal("1:4", cluster.Sizes());
        Assert.Equal("Unknown DeploymentPaused: Deployment is paused", cluster.TheDeployment().Condition("Progressing"));
        cluster.StartPods();
        cluster.Apply(Workload.Deployment(replicas: 4, image: "nginx:2"));
        cluster.FinishRollout();
        Assert.Equal("2:4", cluster.Sizes());
    }

    [Fact]
    public void Scaling_in_the_midst_of_a_rollout_keeps_the_proportions()
    {
        const string limits = "strategy: {rollingUpdate: {maxSurge: 3, maxUnavailable: 2}}";
        cluster.Apply(Workload.Deployment(replicas: 10, more: limits));
        cluster.StartPods();
        cluster.Apply(Workload.Deployment(replicas: 10, image: "broken", more: limits));
        Assert.Equal("1:8 2:5", cluster.Sizes());

        // The example of the Kubernetes documentation, "Proportional scaling".
        cluster.Apply(Workload.Deployment(replicas: 15, image: "broken", more: limits));
        Assert.Equal("1:11 2:7", cluster.Sizes());
    }

    [Fact]
    public void Old_replica_sets_beyond_the_history_limit_go()
    {
        for (var version = 1; version <= 5; version++)
        {
            cluster.Apply(Workload.Deployment(image: $"nginx:{version}", more: "revisionHistoryLimit: 2"));
            cluster.FinishRollout();
        }

        var revisions = cluster.List<V1ReplicaSet>().Select(set => set.Metadata.Annotations["deployment.kubernetes.io/revision"]);
        Assert.Equal(["3", "4", "5"], revisions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_deployment_takes_replica_sets_and_pods_with_it()
    {
        cluster.Apply(Workload.Deployment());
        cluster.Apply(TestCluster.Pod("bystander"));
        cluster.Delete<V1Deployment>("default", "web");
        Assert.Empty(cluster.List<V1ReplicaSet>());
        Assert.Equal("bystander", Assert.Single(cluster.List<V1Pod>()).Metadata.Name);
    }

    [Fact]
    public void A_namespace_goes_with_its_deployments()
    {
        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
        cluster.Apply(Workload.Deployment(), new ApplyOptions { Namespace = "shop" });
        Assert.Equal(3, cluster.List<V1Pod>("shop").Count);
        cluster.Delete<V1Namespace>("", "shop");
        Assert.Null(cluster.Get<V1Namespace>("", "shop"));
        Assert.Empty(cluster.List<V1Pod>());
    }

    [Fact]
    public void A_dry_run_leaves_nothing_behind()
    {
        cluster.Validate(Workload.Deployment());
        Assert.Empty(cluster.List<V1Pod>());
    }
}

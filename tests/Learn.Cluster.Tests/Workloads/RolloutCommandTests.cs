using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Cluster.Tests;

public sealed class RolloutCommandTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2024, 7, 16, 12, 0, 0, TimeSpan.Zero));
    private readonly ClusterApi cluster;

    public RolloutCommandTests() => cluster = TestCluster.Start(time: time);

    [Fact]
    public void Scale_changes_the_number_of_pods()
    {
        cluster.Apply(Workload.Deployment());
        Assert.Equal("deployment.apps/web scaled", cluster.Scale(ResourceKind.Deployment, "default", "web", 5));
        Assert.Equal(5, cluster.List<V1Pod>().Count);
        cluster.Scale(ResourceKind.Deployment, "default", "web", 0);
        Assert.Empty(cluster.List<V1Pod>());
        cluster.Scale(ResourceKind.Deployment, "default", "web", 2);
        Assert.Equal("1:2", cluster.Sizes());
        var refusal = Assert.Throws<ClusterApiException>(() => cluster.Scale(ResourceKind.Deployment, "", "web", -1));
        Assert.Equal("Deployment \"web\" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0", refusal.Message);
        Assert.Throws<ArgumentException>(() => cluster.Scale(ResourceKind.Pod, "default", "web", 1));
    }

    [Fact]
    public void Restart_replaces_the_pods()
    {
        cluster.Apply(Workload.Deployment());
        cluster.StartPods();
        var before = cluster.List<V1Pod>().Select(pod => pod.Metadata.Name).ToHashSet();
        Assert.Equal("deployment.apps/web restarted", cluster.RolloutRestart("default", "web"));
        Assert.Contains("within the past second", Assert.Throws<ClusterApiException>(() => cluster.RolloutRestart("default", "web")).Message, StringComparison.Ordinal);
        cluster.FinishRollout();
        Assert.Equal("2:3", cluster.Sizes());
        Assert.DoesNotContain(cluster.List<V1Pod>(), pod => before.Contains(pod.Metadata.Name));
        time.Advance(TimeSpan.FromSeconds(1));
        cluster.RolloutRestart("default", "web");
        cluster.RolloutPause("default", "web");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            "deployments.apps \"web\" can't restart paused deployment (run rollout resume first)",
            Assert.Throws<ClusterApiException>(() => cluster.RolloutRestart("default", "web")).Message);
    }

    [Fact]
    public void Undo_goes_back_to_the_template_before_or_to_a_revision()
    {
        Assert.Equal(
            "deployments.apps \"web\" not found", Assert.Throws<ClusterApiException>(() => cluster.RolloutUndo("default", "web")).Message);
        cluster.Apply(Workload.Deployment());
        cluster.FinishRollout();
        Assert.Equal(
            "no rollout history found for deployment \"web\"",
            Assert.Throws<ClusterApiException>(() => cluster.RolloutUndo("default", "web")).Message);
        cluster.Apply(Workload.Deployment(image: "nginx:2"));
        cluster.FinishRollout();
        cluster.Apply(Workload.Deployment(image: "nginx:3"));
        cluster.FinishRollout();

        Assert.Equal("deployment.apps/web rolled back", cluster.RolloutUndo("default", "web"));
        cluster.FinishRollout();
        Assert.Equal("4:3", cluster.Sizes());
        Assert.All(cluster.List<V1Pod>(), pod => Assert.Equal("nginx:2", pod.Spec.Containers[0].Image));
        Assert.Equal("deployment.apps/web rolled back", cluster.RolloutUndo("default", "web", 1));
        cluster.FinishRollout();
        Assert.All(cluster.List<V1Pod>(), pod => Assert.Equal("nginx:1", pod.Spec.Containers[0].Image));
        Assert.Equal(
            ["3 nginx:3", "4 nginx:2", "5 nginx:1"],
            cluster.RolloutHistory("default", "web").Select(revision => $"{revision.Number} {revision.Images[0]}"));
        Assert.Equal(
            "deployment.apps/web skipped rollback (current template already matches revision 5)", cluster.RolloutUndo("default", "web", 5));
        Assert.Equal(
            "unable to find specified revision 9 in history",
            Assert.Throws<ClusterApiException>(() => cluster.RolloutUndo("default", "web", 9)).Message);
    }

    [Fact]
    public void Pause_and_resume_answer_as_kubectl_does()
    {
        cluster.Apply(Workload.Deployment());
        Assert.Equal("deployment.apps/web paused", cluster.RolloutPause("default", "web"));
        Assert.Equal("deployments.apps \"web\" is already paused", Assert.Throws<ClusterApiException>(() => cluster.RolloutPause("default", "web")).Message);
        Assert.Equal("deployment.apps/web resumed", cluster.RolloutResume("default", "web"));
        Assert.Equal("deployments.apps \"web\" is not paused", Assert.Throws<ClusterApiException>(() => cluster.RolloutResume("default", "web")).Message);
    }

    [Fact]
    public void The_state_of_a_rollout_is_told_in_kubectls_sentences()
    {
        const string waiting = "Waiting for deployment \"web\" rollout to finish: ";
        cluster.Apply(Workload.Deployment());
        Assert.Equal(new RolloutState($"{waiting}0 of 3 updated replicas are available...", false, false), cluster.RolloutStatus("default", "web"));
        cluster.StartPods();
        Assert.Equal(new RolloutState("deployment \"web\" successfully rolled out", true, false), cluster.RolloutStatus("default", "web"));
        cluster.Apply(Workload.Deployment(image: "nginx:2"));
        Assert.Equal($"{waiting}1 out of 3 new replicas have been updated...", cluster.RolloutStatus("default", "web").Message);
        cluster.StartPods();
        cluster.StartPods();
        Assert.Equal($"{waiting}1 old replicas are pending termination...", cluster.RolloutStatus("default", "web").Message);
        cluster.StartPods();
        Assert.True(cluster.RolloutStatus("default", "web").IsDone);
    }

    [Fact]
    public void A_rollout_that_makes_no_progress_fails_at_its_deadline()
    {
        cluster.Apply(Workload.Deployment(more: "progressDeadlineSeconds: 60"));
        Assert.Equal(time.GetUtcNow().AddSeconds(60), cluster.NextDue);
        time.Advance(TimeSpan.FromSeconds(30));
        cluster.StartPods(pod => pod.Metadata.Name == cluster.List<V1Pod>()[0].Metadata.Name);
        Assert.Equal(time.GetUtcNow().AddSeconds(60), cluster.NextDue);
        time.Advance(TimeSpan.FromSeconds(59));
        cluster.Tick();
        Assert.False(cluster.RolloutStatus("default", "web").HasFailed);
        time.Advance(TimeSpan.FromSeconds(1));
        cluster.Tick();
        var set = cluster.List<V1ReplicaSet>()[0].Metadata.Name;
        Assert.Equal(
            $"False ProgressDeadlineExceeded: ReplicaSet \"{set}\" has timed out progressing.", cluster.TheDeployment().Condition("Progressing"));
        Assert.Equal(new RolloutState("deployment \"web\" exceeded its progress deadline", false, true), cluster.RolloutStatus("default", "web"));
        cluster.StartPods();
        Assert.True(cluster.RolloutStatus("default", "web").IsDone);
    }

    [Fact]
    public void A_pod_is_available_when_it_has_been_ready_long_enough()
    {
        cluster.Apply(Workload.Deployment(replicas: 1, more: "minReadySeconds: 10"));
        var pod = cluster.List<V1Pod>()[0].Metadata.Name;
        cluster.UpdateStatus<V1Pod>("default", pod, stored =>
        {
            stored.Status.Phase = "Running";
            stored.Status.Conditions = [new V1PodCondition { Type = "Ready", Status = "True", LastTransitionTime = time.GetUtcNow().UtcDateTime }];
        });
        Assert.Equal((1, null), (cluster.TheDeployment().Status.ReadyReplicas, cluster.TheDeployment().Status.AvailableReplicas));
        Assert.Equal(time.GetUtcNow().AddSeconds(10), cluster.NextDue);
        time.Advance(TimeSpan.FromSeconds(10));
        cluster.Tick();
        Assert.Equal(1, cluster.TheDeployment().Status.AvailableReplicas);
        Assert.True(cluster.RolloutStatus("default", "web").IsDone);
    }
}

using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Cluster.Tests;

public sealed class EventTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2024, 7, 16, 12, 0, 0, TimeSpan.Zero));
    private readonly ClusterApi cluster;
    private readonly V1Pod pod;

    public EventTests()
    {
        cluster = TestCluster.Start(time: time);
        pod = cluster.Create(TestCluster.NewPod("p"));
    }

    [Fact]
    public void An_event_says_what_happened_to_whom_when_and_who_says_so()
    {
        var recorded = cluster.RecordEvent(pod, "Normal", "Started", "Started container web", "kubelet", "node-1", "spec.containers{web}")!;
        Assert.Equal("p.17e2afb51bd78000", recorded.Metadata.Name);
        var about = recorded.InvolvedObject;
        Assert.Equal(("v1", "Pod", "default", "p", pod.Metadata.Uid, "spec.containers{web}"), (about.ApiVersion, about.Kind, about.NamespaceProperty, about.Name, about.Uid, about.FieldPath));
        Assert.Equal(("Normal", "Started", "Started container web", 1), (recorded.Type, recorded.Reason, recorded.Message, recorded.Count));
        Assert.Equal(("kubelet", "node-1"), (recorded.Source.Component, recorded.Source.Host));
        Assert.Equal(time.GetUtcNow().UtcDateTime, recorded.LastTimestamp);
        Assert.Equal(recorded.Metadata.Name, cluster.Get<Corev1Event>("default", recorded.Metadata.Name)!.Metadata.Name);
    }

    [Fact]
    public void Equal_events_are_counted()
    {
        cluster.RecordEvent(pod, "Warning", "Unhealthy", "Readiness probe failed", "kubelet", "node-1");
        time.Advance(TimeSpan.FromSeconds(10));
        var again = cluster.RecordEvent(pod, "Warning", "Unhealthy", "Readiness probe failed", "kubelet", "node-1")!;
        Assert.Equal((2, 10), (again.Count, (again.LastTimestamp - again.FirstTimestamp)!.Value.TotalSeconds));
        Assert.Single(cluster.List<Corev1Event>());
        cluster.RecordEvent(pod, "Warning", "Unhealthy", "Liveness probe failed", "kubelet", "node-1");
        cluster.RecordEvent(pod, "Warning", "Unhealthy", "Readiness probe failed", "kubelet", "node-2");
        Assert.Equal(3, cluster.List<Corev1Event>().Count);
    }

    [Fact]
    public void An_event_is_forgotten_an_hour_after_it_happened_last()
    {
        cluster.RecordEvent(pod, "Normal", "A", "a", "test");
        time.Advance(TimeSpan.FromMinutes(30));
        cluster.RecordEvent(pod, "Normal", "B", "b", "test");
        cluster.RecordEvent(pod, "Normal", "A", "a", "test");
        Assert.Equal(time.GetUtcNow().AddHours(1), cluster.NextDue);
        time.Advance(TimeSpan.FromMinutes(59));
        cluster.Tick();
        Assert.Equal(2, cluster.List<Corev1Event>().Count);
        time.Advance(TimeSpan.FromMinutes(1));
        cluster.Tick();
        Assert.Empty(cluster.List<Corev1Event>());
        Assert.Null(cluster.NextDue);
    }

    [Fact]
    public void Events_outlive_their_object_but_not_their_namespace()
    {
        cluster.RecordEvent(pod, "Normal", "A", "a", "test");
        cluster.Delete<V1Pod>("default", "p");
        Assert.Single(cluster.List<Corev1Event>());

        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
        cluster.Apply(TestCluster.Pod("q"), new ApplyOptions { Namespace = "shop" });
        var other = cluster.Get<V1Pod>("shop", "q")!;
        cluster.RecordEvent(other, "Normal", "A", "a", "test");
        cluster.Delete<V1Namespace>("", "shop");
        Assert.Empty(cluster.List<Corev1Event>("shop"));
        Assert.Null(cluster.RecordEvent(other, "Normal", "A", "a", "test"));
    }

    [Fact]
    public void Events_about_nodes_are_in_the_default_namespace()
    {
        var node = cluster.Create(new V1Node { Metadata = new V1ObjectMeta { Name = "node-1" } });
        var recorded = cluster.RecordEvent(node, "Normal", "NodeReady", "Node node-1 status is now: NodeReady", "kubelet", "node-1")!;
        Assert.Equal(("default", null), (recorded.Metadata.NamespaceProperty, recorded.InvolvedObject.NamespaceProperty));
    }

    [Fact]
    public void A_rollout_is_told_by_events()
    {
        cluster.Apply(Workload.Deployment(replicas: 1));
        var first = cluster.List<V1ReplicaSet>()[0].Metadata.Name;
        var old = cluster.List<V1Pod>(selector: LabelSelector.Parse("pod-template-hash"))[0].Metadata.Name;
        cluster.StartPods();
        time.Advance(TimeSpan.FromSeconds(5));
        cluster.Apply(Workload.Deployment(replicas: 1, image: "nginx:2"));
        cluster.FinishRollout();
        var second = cluster.List<V1ReplicaSet>().Select(set => set.Metadata.Name).Single(name => name != first);
        var current = cluster.List<V1Pod>(selector: LabelSelector.Parse("pod-template-hash"))[0].Metadata.Name;
        Assert.Equal(
            [
                $"deployment/web ScalingReplicaSet Scaled up replica set {first} to 1",
                $"replicaset/{first} SuccessfulCreate Created pod: {old}",
                $"deployment/web ScalingReplicaSet Scaled up replica set {second} to 1",
                $"replicaset/{second} SuccessfulCreate Created pod: {current}",
                $"deployment/web ScalingReplicaSet Scaled down replica set {first} to 0 from 1",
                $"replicaset/{first} SuccessfulDelete Deleted pod: {old}",
            ],
            EventTable.Sort(cluster.List<Corev1Event>())
                .Select(recorded => $"{recorded.InvolvedObject.Kind.ToLowerInvariant()}/{recorded.InvolvedObject.Name} {recorded.Reason} {recorded.Message}"));
    }

    [Fact]
    public void The_table_is_that_of_kubectl()
    {
        Assert.Equal("No resources found", EventTable.Render([], time.GetUtcNow()));
        cluster.RecordEvent(pod, "Normal", "Scheduled", "Successfully assigned default/p to node-1", "default-scheduler");
        time.Advance(TimeSpan.FromSeconds(150));
        cluster.RecordEvent(pod, "Warning", "Unhealthy", "Readiness probe failed\n", "kubelet");
        time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(
            """
            LAST SEEN   TYPE      REASON      OBJECT   MESSAGE
            2m37s       Normal    Scheduled   pod/p    Successfully assigned default/p to node-1
            7s          Warning   Unhealthy   pod/p    Readiness probe failed
            """.ReplaceLineEndings("\n"),
            EventTable.Render(cluster.List<Corev1Event>(), time.GetUtcNow()));
        Assert.StartsWith(
            "NAMESPACE   LAST SEEN   TYPE      REASON      OBJECT   MESSAGE\ndefault     2m37s       Normal",
            EventTable.Render(cluster.List<Corev1Event>(), time.GetUtcNow(), showsNamespaces: true),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-5, "<invalid>")]
    [InlineData(-0.5, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(599, "9m59s")]
    [InlineData(600, "10m")]
    [InlineData(3 * 3600, "3h")]
    [InlineData((3 * 3600) + 120, "3h2m")]
    [InlineData(47 * 3600, "47h")]
    [InlineData(50 * 3600, "2d2h")]
    [InlineData(10 * 86400, "10d")]
    [InlineData(800 * 86400, "2y70d")]
    [InlineData(3000 * 86400L, "8y")]
    public void Durations_are_written_as_kubectl_writes_them(double seconds, string expected) =>
        Assert.Equal(expected, HumanDuration.Format(TimeSpan.FromSeconds(seconds)));
}

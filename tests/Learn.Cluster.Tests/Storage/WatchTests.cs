using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class WatchTests
{
    private readonly ClusterApi cluster = TestCluster.Start();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Events_come_in_order_with_growing_versions_before_the_write_returns()
    {
        var seen = new List<string>();
        var versions = new List<long>();
        using (cluster.Subscribe(change =>
        {
            seen.Add($"{change.Type} {change.Kind.Kind}");
            versions.Add(change.ResourceVersion);
        }))
        {
            cluster.Create(TestCluster.NewService("a"));
            cluster.Create(TestCluster.NewPod("p"));
            cluster.Run("p", "10.244.0.5");
            cluster.Delete<V1Service>("default", "a");
        }

        cluster.Delete<V1Pod>("default", "p");
        Assert.Equal(
            ["Added Service", "Added EndpointSlice", "Added Pod", "Modified Pod", "Modified EndpointSlice", "Deleted Service", "Deleted EndpointSlice"],
            seen);
        Assert.Equal(versions.Order().Distinct(), versions);
    }

    [Fact]
    public void A_listener_may_write_and_its_events_come_after_those_before()
    {
        var seen = new List<string>();
        using var kubelet = cluster.Subscribe(change =>
        {
            if (change is { Type: ClusterEventType.Added, Object: V1Pod pod })
            {
                cluster.Run(pod.Metadata.Name, "10.244.0.5");
            }
        });
        using var observer = cluster.Subscribe(change => seen.Add(change.ToString()));
        cluster.Apply(TestCluster.Pod("p") + "---\n" + TestCluster.Pod("q"));
        Assert.Equal(
            ["ADDED pod/p (5)", "ADDED pod/q (6)", "MODIFIED pod/p (7)", "MODIFIED pod/q (8)"],
            seen);
    }

    [Fact]
    public void A_subscription_can_begin_with_what_exists()
    {
        cluster.Create(TestCluster.NewService("a"));
        var seen = new List<ClusterEvent>();
        using var subscription = cluster.Subscribe(seen.Add, includeExisting: true);
        Assert.Contains(seen, change => change is { Type: ClusterEventType.Added, Object: V1Service });
        Assert.Equal(6, seen.Count);
    }

    [Fact]
    public async Task A_watch_begins_with_what_exists_and_goes_on_with_what_happens()
    {
        cluster.Create(TestCluster.NewService("a"));
        await using var events = cluster.WatchAsync<V1Service>(cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal((ClusterEventType.Added, "a"), (events.Current.Type, events.Current.Name.Name));
        cluster.Create(TestCluster.NewPod("p"));
        cluster.Create(TestCluster.NewService("b"));
        cluster.Delete<V1Service>("default", "a");
        Assert.True(await events.MoveNextAsync());
        Assert.Equal((ClusterEventType.Added, "b"), (events.Current.Type, events.Current.Name.Name));
        Assert.True(await events.MoveNextAsync());
        Assert.Equal((ClusterEventType.Deleted, "a"), (events.Current.Type, events.Current.Name.Name));
    }

    [Fact]
    public async Task A_watch_resumes_after_a_version()
    {
        cluster.Create(TestCluster.NewService("a"));
        var version = cluster.ResourceVersion;
        cluster.Create(TestCluster.NewService("b"));
        await using var events = cluster.WatchAsync<V1Service>(resourceVersion: version, cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("b", events.Current.Name.Name);
    }

    [Fact]
    public async Task A_version_that_is_too_old_is_refused()
    {
        var forgetful = TestCluster.Start(new ClusterOptions { EventHistory = 2 });
        forgetful.Create(TestCluster.NewService("a"));
        forgetful.Create(TestCluster.NewService("b"));
        await using var events = forgetful.WatchAsync<V1Service>(resourceVersion: 4, cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        var refusal = await Assert.ThrowsAsync<ClusterApiException>(async () => await events.MoveNextAsync());
        Assert.Equal((410, "Expired", "too old resource version: 4 (8)"), (refusal.Code, refusal.Reason, refusal.Message));
    }

    [Fact]
    public async Task A_watch_by_label_sees_objects_come_and_go_with_their_labels()
    {
        await using var events = cluster.WatchAsync<V1Pod>("default", LabelSelector.Parse("app=web"), cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        var next = events.MoveNextAsync();
        cluster.Create(TestCluster.NewPod("p", app: "db"));
        cluster.Update<V1Pod>("default", "p", pod => pod.Metadata.Labels["app"] = "web");
        Assert.True(await next);
        Assert.Equal(ClusterEventType.Added, events.Current.Type);
        cluster.Update<V1Pod>("default", "p", pod => pod.Metadata.Labels["app"] = "db");
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(ClusterEventType.Deleted, events.Current.Type);
    }

    [Fact]
    public async Task A_watch_ends_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        await using var events = cluster.WatchAsync<V1Pod>(cancellationToken: source.Token).GetAsyncEnumerator(source.Token);
        var next = events.MoveNextAsync();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Writes_of_many_threads_are_told_in_the_order_of_their_versions()
    {
        var versions = new List<long>();
        using var subscription = cluster.Subscribe(change => versions.Add(change.ResourceVersion));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(
            () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    cluster.Create(TestCluster.NewPod($"p{thread}-{i}"));
                }
            },
            Cancel)));
        Assert.Equal(200, versions.Count);
        Assert.Equal(versions.Order(), versions);
    }
}

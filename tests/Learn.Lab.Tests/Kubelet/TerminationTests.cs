using k8s.Models;
using static Learn.Tests.Kubelet.KubeletFixture;

namespace Learn.Tests.Kubelet;

/// <summary>How pods end.</summary>
public sealed class TerminationTests(KubeletFixture fixture) : IClassFixture<KubeletFixture>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Lab Lab => fixture.Lab;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await fixture.ClearAsync();

    [Theory]
    [InlineData("lifecycle: {preStop: {sleep: {seconds: 3} } }")]
    [InlineData("lifecycle: {preStop: {exec: {command: [sleep, '3']} } }")]
    [InlineData("lifecycle: {preStop: {httpGet: {port: http, path: '/delay?seconds=3'} } }")]
    [InlineData("args: [netexec, --delay-shutdown=3]")]
    public async Task While_a_pod_terminates_it_serves_but_gets_no_new_connections(string ending)
    {
        await Lab.ApplyAsync(PodYaml.Service, cancellationToken: Cancel);
        await Lab.ApplyAsync(PodYaml.Pod(container: ending), cancellationToken: Cancel);
        await Lab.ApplyAsync(PodYaml.Pod("web-2"), cancellationToken: Cancel);
        string address = Lab.Get<V1Pod>("web")!.Status.PodIP;

        var deleting = Lab.DeleteAsync("pod", "web", cancellationToken: Cancel);
        var terminating = Lab.Get<V1Pod>("web")!;
        var endpoint = fixture.EndpointOf("web")!;
        var direct = await Lab.CurlAsync($"http://{address}:8080", cancellationToken: Cancel);
        await deleting;

        Assert.NotNull(terminating.Metadata.DeletionTimestamp);
        Assert.Equal((false, true, true), (endpoint.Conditions.Ready, endpoint.Conditions.Serving, endpoint.Conditions.Terminating));
        Assert.Equal(1, direct.Answered);
        await fixture.UntilGoneAsync("web");
        Assert.Null(fixture.EndpointOf("web"));
    }

    [Fact]
    public async Task Readiness_is_asked_for_until_the_end()
    {
        await Lab.ApplyAsync(PodYaml.Service, cancellationToken: Cancel);
        await Lab.ApplyAsync(PodYaml.Pod(container: PodYaml.QuickReadiness + "\n      args: [--delay-shutdown=25]"), cancellationToken: Cancel);

        Lab.Cluster.Delete<V1Pod>("default", "web");
        Assert.True(fixture.EndpointOf("web")!.Conditions.Serving);
        await Lab.Pod("web").AnswerAsync("/readyz", 503, Cancel);

        await UntilAsync(() => fixture.EndpointOf("web") is { Conditions: { Serving: false, Terminating: true } }, () => "the endpoint is still serving");
    }

    [Fact]
    public async Task After_the_grace_period_a_pod_is_killed()
    {
        await Lab.ApplyAsync(PodYaml.Pod(container: "args: [--delay-shutdown=60]", spec: "terminationGracePeriodSeconds: 2"), cancellationToken: Cancel);

        await Lab.DeleteAsync("pod", "web", cancellationToken: Cancel);

        await fixture.UntilGoneAsync("web");
    }

    [Fact]
    public async Task A_pod_deleted_by_force_is_gone_at_once_and_its_name_is_free()
    {
        await Lab.ApplyAsync(PodYaml.Pod(container: "args: [--delay-shutdown=25]"), cancellationToken: Cancel);
        Lab.Cluster.Delete<V1Pod>("default", "web");
        Assert.NotNull(Lab.Get<V1Pod>("web"));

        Lab.Cluster.Delete<V1Pod>("default", "web", gracePeriodSeconds: 0);
        await Lab.ApplyAsync(PodYaml.Pod(), cancellationToken: Cancel);

        Assert.True(IsReady(Lab.Get<V1Pod>("web")!));
        Assert.Equal(1, (await Lab.CurlAsync($"http://{Lab.Get<V1Pod>("web")!.Status.PodIP}:8080", cancellationToken: Cancel)).Answered);
    }

    [Fact]
    public async Task The_grace_period_can_be_cut_short()
    {
        await Lab.ApplyAsync(PodYaml.Pod(container: "args: [--delay-shutdown=25]"), cancellationToken: Cancel);
        Lab.Cluster.Delete<V1Pod>("default", "web");

        Lab.Cluster.Delete<V1Pod>("default", "web", gracePeriodSeconds: 1);

        await fixture.UntilGoneAsync("web");
    }

    [Fact]
    public async Task With_a_pre_stop_pause_no_request_is_lost_and_without_some_are()
    {
        Assert.Equal(0, await FailuresWhilePodsChangeAsync("lifecycle: {preStop: {sleep: {seconds: 1} } }", requests: 4000, changes: 3));

        int lost = 0;
        for (int attempt = 0; lost == 0 && attempt < 5; attempt++)
        {
            lost = await FailuresWhilePodsChangeAsync(container: string.Empty, requests: 4000, changes: 40);
        }

        Assert.NotEqual(0, lost);
    }

    private async Task<int> FailuresWhilePodsChangeAsync(string container, int requests, int changes)
    {
        await fixture.ClearAsync();
        await Lab.ApplyAsync(PodYaml.Service, cancellationToken: Cancel);
        await Lab.ApplyAsync(PodYaml.Pod("web-0", container), cancellationToken: Cancel);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var traffic = Lab.CurlAsync("http://web", requests, cancellationToken: Cancel);
        for (int number = 1; number <= changes; number++)
        {
            await Lab.ApplyAsync(PodYaml.Pod($"web-{number}", container), cancellationToken: Cancel);
            await Lab.DeleteAsync("pod", $"web-{number - 1}", cancellationToken: Cancel);
        }

        var result = await traffic;
        return result.Samples.Length - result.Answered;
    }
}

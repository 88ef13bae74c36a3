using System.Net;
using System.Text;
using k8s.Models;
using Learn.Cluster;
using static Learn.Tests.Kubelet.KubeletFixture;

namespace Learn.Tests.Kubelet;

/// <summary>Real probes of a running lab.</summary>
public sealed class ProbingTests(KubeletFixture fixture) : IClassFixture<KubeletFixture>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Lab Lab => fixture.Lab;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await fixture.ClearAsync();

    [Fact]
    public async Task Readiness_takes_a_pod_out_of_its_service_and_back()
    {
        await Lab.ApplyAsync(PodYaml.Service, cancellationToken: Cancel);
        await Lab.ApplyAsync(PodYaml.Pod(container: PodYaml.QuickReadiness), cancellationToken: Cancel);
        Assert.True(IsReady(Lab.Get<V1Pod>("web")!));
        Assert.Equal(3, (await Lab.CurlAsync("http://web", 3, cancellationToken: Cancel)).Answered);

        await Lab.Pod("web").AnswerAsync("/readyz", 503, Cancel);
        await fixture.UntilAsync("web", pod => !IsReady(pod));
        await fixture.UntilEventAsync("web", "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503");
        await Lab.Pod("web").ReadyByProbe(Cancel);
        Assert.Equal((false, false, false), Conditions(fixture.EndpointOf("web")!));
        Assert.Equal(CurlFailure.Refused, Assert.Single((await Lab.CurlAsync("http://web", cancellationToken: Cancel)).Samples).Failure);

        await Lab.Pod("web").HealAsync(Cancel);
        Assert.True(IsReady(Lab.Get<V1Pod>("web")!));
        Assert.Equal(3, (await Lab.CurlAsync("http://web", 3, cancellationToken: Cancel)).Answered);
    }

    [Theory]
    [InlineData("tcpSocket: {port: 8081}", "dial tcp 10.244.N.M:8081: connect: connection refused")]
    [InlineData("httpGet: {port: 8081}", "Get \"http://10.244.N.M:8081/\": dial tcp 10.244.N.M:8081: connect: connection refused")]
    [InlineData("httpGet: {port: http, path: /echo?code=404}", "HTTP probe failed with statuscode: 404")]
    [InlineData("httpGet: {port: http, path: /delay?seconds=30}", "Get \"http://10.244.N.M:8080/delay?seconds=30\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)")]
    [InlineData("httpGet: {port: http, scheme: HTTPS}", "Get \"https://10.244.N.M:8080/\": http: server gave HTTP response to HTTPS client")]
    [InlineData("exec: {command: [bash, -c, 'echo no >&2; exit 3']}", "no")]
    [InlineData("exec: {command: [sleep, '30']}", "command \"sleep 30\" timed out")]
    [InlineData("grpc: {port: 8081}", "timeout: failed to connect service \"10.244.N.M:8081\" within 1s: context deadline exceeded")]
    [InlineData("httpGet: {port: http, path: '/redirect?location=/echo%3Fcode=410'}", "HTTP probe failed with statuscode: 410")]
    public async Task A_probe_that_fails_says_what_a_kubelet_says(string probe, string words)
    {
        // Returns because by then it is known that the pod does not get ready.
        await Lab.ApplyAsync(PodYaml.Pod(container: $"readinessProbe: {{ {probe}, periodSeconds: 1, failureThreshold: 2}}"), cancellationToken: Cancel);

        var pod = Lab.Get<V1Pod>("web")!;
        Assert.False(IsReady(pod));
        Assert.Equal("ContainersNotReady", pod.Status.Conditions.First(condition => condition.Type == "Ready").Reason);
        var found = await fixture.UntilEventAsync("web", "Unhealthy", "Readiness probe failed: " + words.Replace("10.244.N.M", pod.Status.PodIP, StringComparison.Ordinal));
        Assert.Equal(("kubelet", "Warning"), (found.Source.Component, found.Type));
    }

    [Theory]
    [InlineData("tcpSocket: {port: http}")]
    [InlineData("httpGet: {port: 8080, httpHeaders: [{name: X-Test, value: a}]}")]
    [InlineData("exec: {command: ['true']}")]
    [InlineData("grpc: {port: 8080}")]
    [InlineData("httpGet: {port: http, path: '/redirect?location=http://elsewhere.example/'}")]
    public async Task A_probe_of_each_kind_makes_a_pod_ready(string probe)
    {
        await Lab.ApplyAsync(PodYaml.Pod(container: $"readinessProbe: {{ {probe}, periodSeconds: 30}}"), cancellationToken: Cancel);

        Assert.True(IsReady(Lab.Get<V1Pod>("web")!), string.Join('\n', fixture.EventsOf("web").Select(one => one.Message)));
    }

    [Fact]
    public async Task A_grpc_service_may_be_unwell_on_its_own()
    {
        await Lab.ApplyAsync(PodYaml.Pod(container: "readinessProbe: {grpc: {port: 8080, service: shop}, periodSeconds: 1, failureThreshold: 1}"), cancellationToken: Cancel);

        await Lab.Pod("web").AnswerAsync("shop", 503, Cancel);

        await fixture.UntilAsync("web", pod => !IsReady(pod));
        await fixture.UntilEventAsync("web", "Unhealthy", "Readiness probe failed: service unhealthy (responded with \"NOT_SERVING\")");
    }

    [Fact]
    public async Task The_kubelet_asks_from_the_node_and_says_who_it_is()
    {
        await Lab.ApplyAsync(
            PodYaml.Pod(container: "readinessProbe: {httpGet: {port: 9000, path: /ask?a=b, httpHeaders: [{name: X-Test, value: abc}, {name: Host, value: example.com}]}, periodSeconds: 1, failureThreshold: 1}"),
            cancellationToken: Cancel);

        // Who takes the probe here is not the workload of the lab, but this test.
        using var listener = await Lab.PodsOfNodes.Find(new NamespacedName("default", "web"))!.Host.OpenListenerAsync(new IPEndPoint(IPAddress.Any, 9000), Cancel);
        using var connection = await listener.AcceptAsync(Cancel);
        byte[] buffer = new byte[4096];
        int length = await connection.ReceiveAsync(buffer, Cancel);
        string[] lines = [((IPEndPoint)connection.RemoteEndPoint!).Address.ToString(), .. Encoding.ASCII.GetString(buffer, 0, length).Split("\r\n")];

        Assert.EndsWith(".1", lines[0], StringComparison.Ordinal);
        Assert.Equal("GET /ask?a=b HTTP/1.1", lines[1]);
        foreach (string header in (string[])["Host: example.com", "X-Test: abc", "User-Agent: kube-probe/1.30", "Accept: */*", "Connection: close"])
        {
            Assert.Contains(header, lines);
        }
    }

    [Fact]
    public async Task Liveness_restarts_a_container_with_longer_and_longer_waits()
    {
        await Lab.ApplyAsync(PodYaml.Pod(container: "livenessProbe: {httpGet: {path: /livez, port: http}, periodSeconds: 1, failureThreshold: 1}"), cancellationToken: Cancel);
        string before = Lab.Get<V1Pod>("web")!.Status.ContainerStatuses[0].ContainerID;

        await Lab.Pod("web").AnswerAsync("/livez", 500, Cancel);

        await fixture.UntilEventAsync("web", "Killing", "Container web failed liveness probe, will be restarted");
        await fixture.UntilAsync("web", pod => pod.Status.ContainerStatuses[0] is { RestartCount: > 0, LastState.Terminated: not null });
        Assert.NotEqual(before, Lab.Get<V1Pod>("web")!.Status.ContainerStatuses[0].ContainerID);
        await fixture.UntilAsync("web", pod => pod.Status.ContainerStatuses[0].State.Waiting?.Reason == "CrashLoopBackOff");
        await fixture.UntilEventAsync("web", "BackOff", "Back-off restarting failed container web in pod web_default(");

        await Lab.Pod("web").HealAsync(Cancel);
        Assert.True(IsReady(Lab.Get<V1Pod>("web")!));
    }

    [Fact]
    public async Task A_startup_probe_holds_readiness_back()
    {
        await Lab.ApplyAsync(
            PodYaml.Pod(container: "startupProbe: {tcpSocket: {port: http}, initialDelaySeconds: 2}\n" + "      readinessProbe: {tcpSocket: {port: http}}"),
            cancellationToken: Cancel);

        var status = Lab.Get<V1Pod>("web")!.Status;
        var ready = status.Conditions.First(condition => condition.Type == "Ready");
        Assert.Equal("True", ready.Status);
        // Times are whole seconds, as the API has them.
        Assert.True(ready.LastTransitionTime - status.ContainerStatuses[0].State.Running.StartedAt >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_container_that_does_not_start_in_time_is_restarted()
    {
        await Lab.ApplyAsync(
            PodYaml.Pod(container: "startupProbe: {exec: {command: ['false']}, periodSeconds: 1, failureThreshold: 1}"), cancellationToken: Cancel);

        await fixture.UntilEventAsync("web", "Killing", "Container web failed startup probe, will be restarted");
        Assert.False(IsReady(Lab.Get<V1Pod>("web")!));
    }

    private static (bool? Ready, bool? Serving, bool? Terminating) Conditions(V1Endpoint endpoint)
        => (endpoint.Conditions.Ready, endpoint.Conditions.Serving, endpoint.Conditions.Terminating);
}

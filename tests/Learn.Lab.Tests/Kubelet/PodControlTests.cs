using System.Diagnostics;
using k8s.Models;
using Learn.Sandbox;
using static Learn.Tests.Kubelet.KubeletFixture;

namespace Learn.Tests.Kubelet;

/// <summary>Pods in the hand.</summary>
public sealed class PodControlTests(KubeletFixture fixture) : IClassFixture<KubeletFixture>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Lab Lab => fixture.Lab;

    public async ValueTask InitializeAsync() => await Lab.ApplyAsync(PodYaml.Service);

    public async ValueTask DisposeAsync() => await fixture.ClearAsync();

    [Fact]
    public async Task Readiness_by_hand_wins_over_the_probe_until_it_is_given_back()
    {
        await Lab.ApplyAsync(PodYaml.Pod(container: PodYaml.QuickReadiness), cancellationToken: Cancel);

        await Lab.Pod("web").SetReady(false, Cancel);
        Assert.False(IsReady(Lab.Get<V1Pod>("web")!));
        Assert.Equal(CurlFailure.Refused, await FailureAsync("http://web"));
        Assert.Equal("set to not ready by hand", Lab.Pod("web").Faults.ToString());

        await Lab.Pod("web").AnswerAsync("/readyz", 503, Cancel);
        await Lab.Pod("web").SetReady(true, Cancel);
        Assert.True(IsReady(Lab.Get<V1Pod>("web")!));
        Assert.Null(await FailureAsync("http://web"));

        await Lab.Pod("web").ReadyByProbe(Cancel);
        await fixture.UntilAsync("web", pod => !IsReady(pod));
    }

    [Fact]
    public async Task A_readiness_gate_is_opened_by_a_condition()
    {
        await Lab.ApplyAsync(PodYaml.Pod(spec: "readinessGates: [{conditionType: example.com/ok}]"), cancellationToken: Cancel);
        Assert.Equal("ReadinessGatesNotReady", Lab.Get<V1Pod>("web")!.Status.Conditions.First(condition => condition.Type == "Ready").Reason);

        await Lab.Pod("web").SetCondition("example.com/ok", true, Cancel);

        Assert.True(IsReady(Lab.Get<V1Pod>("web")!));
        Assert.Null(await FailureAsync("http://web"));
    }

    [Fact]
    public async Task Each_fault_is_felt_and_healed()
    {
        await Lab.ApplyAsync(PodYaml.Pod(), cancellationToken: Cancel);
        var pod = Lab.Pod("web");

        await pod.SlowAsync(TimeSpan.FromMilliseconds(300), Cancel);
        long started = Stopwatch.GetTimestamp();
        Assert.Null(await FailureAsync("http://web"));
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(300));

        await pod.SlowAsync(TimeSpan.Zero, Cancel);
        await pod.FailAsync(1, 502, Cancel);
        Assert.Equal(502, Assert.Single((await Lab.CurlAsync("http://web", cancellationToken: Cancel)).Samples).Status);

        await pod.RefuseAsync(Cancel);
        Assert.Equal(CurlFailure.Refused, await FailureAsync("http://web"));
        Assert.Equal("answers 100 % of requests with 502, refuses connections", pod.Faults.ToString());

        await pod.HealAsync(Cancel);
        await pod.DropAsync(Cancel);
        Assert.Equal(CurlFailure.ConnectTimeout, await FailureAsync("http://web"));

        await pod.HealAsync(Cancel);
        Assert.Null(await FailureAsync("http://web"));
        Assert.False(pod.Faults.Any);
    }

    [Fact]
    public async Task A_pod_that_drops_packets_fails_its_probe_by_timeout()
    {
        await Lab.ApplyAsync(PodYaml.Pod(container: PodYaml.QuickReadiness), cancellationToken: Cancel);
        string address = Lab.Get<V1Pod>("web")!.Status.PodIP;

        await Lab.Pod("web").DropAsync(Cancel);

        await fixture.UntilAsync("web", pod => !IsReady(pod));
        await fixture.UntilEventAsync(
            "web",
            "Unhealthy",
            $"Readiness probe failed: Get \"http://{address}:8080/readyz\": dial tcp {address}:8080: i/o timeout (Client.Timeout exceeded while awaiting headers)");
    }

    [Fact]
    public async Task A_crash_is_followed_by_a_restart_at_once_and_the_next_one_by_a_wait()
    {
        await Lab.ApplyAsync(PodYaml.Pod(), cancellationToken: Cancel);

        await Lab.Pod("web").CrashAsync(cancellationToken: Cancel);
        await fixture.UntilAsync("web", pod => IsReady(pod) && pod.Status.ContainerStatuses[0].RestartCount == 1);
        Assert.Equal(1, Lab.Get<V1Pod>("web")!.Status.ContainerStatuses[0].LastState.Terminated.ExitCode);

        await Lab.Pod("web").CrashAsync(cancellationToken: Cancel);
        Assert.Equal("CrashLoopBackOff", Lab.Get<V1Pod>("web")!.Status.ContainerStatuses[0].State.Waiting.Reason);
        Assert.Equal(CurlFailure.Refused, await FailureAsync("http://web"));
        await fixture.UntilAsync("web", pod => IsReady(pod) && pod.Status.ContainerStatuses[0].RestartCount == 2);
    }

    [Fact]
    public async Task Containers_of_a_pod_share_its_ports()
    {
        const string TwoContainers = """
            apiVersion: v1
            kind: Pod
            metadata: {name: two, labels: {app: web}}
            spec:
              containers:
                - {name: first, image: nginx, ports: [{name: http, containerPort: 8080}]}
                - {name: second, image: nginx, ports: [{containerPort: 8081}, {containerPort: 8080}]}
                - {name: third, image: nginx, ports: [{containerPort: 8082}]}
            """;
        await Lab.ApplyAsync(TwoContainers, cancellationToken: Cancel);

        var pod = Lab.Get<V1Pod>("two")!;
        var second = pod.Status.ContainerStatuses[1];
        Assert.Equal(("Running", "CrashLoopBackOff"), (pod.Status.Phase, second.State.Waiting.Reason));
        Assert.Contains("8080", second.LastState.Terminated.Message, StringComparison.Ordinal);
        Assert.Equal("containers with unready status: [second]", pod.Status.Conditions.First(condition => condition.Type == "Ready").Message);
        foreach (var (port, container) in ((int, string)[])[(8080, "first"), (8082, "third")])
        {
            var answer = await Lab.ExecAsync("toolbox", ["curl", "-si", $"http://{pod.Status.PodIP}:{port}/"], cancellationToken: Cancel);
            Assert.Contains($"X-Container-Name: {container}", answer.OutputText, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Ports_are_served_by_their_kind()
    {
        const string Ports = """
            apiVersion: v1
            kind: Pod
            metadata: {name: ports}
            spec:
              containers:
                - name: web
                  image: nginx
                  ports: [{name: http, containerPort: 8080}, {name: tcp-echo, containerPort: 7000}, {containerPort: 5353, protocol: UDP}]
            """;
        await Lab.ApplyAsync(Ports, cancellationToken: Cancel);
        string address = Lab.Get<V1Pod>("ports")!.Status.PodIP;

        Assert.StartsWith("ports ", await BashAsync($"exec 3<>/dev/tcp/{address}/7000; head -n 1 <&3"), StringComparison.Ordinal);
        Assert.Equal("ports", (await BashAsync($"exec 3<>/dev/udp/{address}/5353; printf hostname >&3; timeout 5 dd bs=512 count=1 status=none <&3")).Trim());
        Assert.Equal("2", await BashAsync($"curl -s -o /dev/null --http2-prior-knowledge -w '%{{http_version}}' http://{address}:8080/"));
    }

    [Fact]
    public async Task A_pod_on_the_network_of_its_node_is_probed_too_and_cannot_drop_packets()
    {
        await Lab.ApplyAsync(PodYaml.Pod(container: PodYaml.QuickReadiness, spec: "hostNetwork: true"), cancellationToken: Cancel);

        Assert.True(IsReady(Lab.Get<V1Pod>("web")!));
        await Assert.ThrowsAsync<LabException>(() => Lab.Pod("web").DropAsync(Cancel));
        Assert.False(Lab.Pod("web").Faults.Any);
    }

    [Fact]
    public async Task Who_is_not_there_cannot_be_taken_in_hand()
    {
        var error = await Assert.ThrowsAsync<LabException>(() => Lab.Pod("nobody").SetReady(false, Cancel));

        Assert.Contains("nobody", error.Message, StringComparison.Ordinal);
    }

    private async Task<CurlFailure?> FailureAsync(string url)
    {
        var sample = Assert.Single((await Lab.CurlAsync(new CurlRequest { Url = url, ConnectTimeout = TimeSpan.FromMilliseconds(700) }, cancellationToken: Cancel)).Samples);
        return sample.Failure == default ? null : sample.Failure;
    }

    private async Task<string> BashAsync(string script)
        => (await Lab.ExecAsync("toolbox", ["bash", "-c", script], new CommandOptions(), Cancel)).OutputText;
}

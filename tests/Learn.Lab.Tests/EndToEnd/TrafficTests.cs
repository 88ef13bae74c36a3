using k8s.Models;
using Learn.Cluster;

namespace Learn.Tests.EndToEnd;

/// <summary>
/// Real packets through every shape of rule that is generated so far; each share is held against what walking the applied rules
/// predicts, with a false alarm in less than one of a million runs.
/// </summary>
public sealed class TrafficTests(LabFixture fixture) : IClassFixture<LabFixture>
{
    private const double FalseAlarm = 1e-6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_cluster_ip_spreads_evenly_over_its_endpoints(int podCount)
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, podCount)));

        var result = await scene.Lab.CurlAsync("http://my-service", count: 100 * podCount, cancellationToken: Cancel);

        Assert.Equal(100 * podCount, result.Answered);
        Assert.All(result.Outcomes, outcome => Assert.Equal(1.0 / podCount, outcome.ExpectedShare!.Value, precision: 8));
        Assert.Equal(podCount, result.Outcomes.Length);
        Fits(result);
    }

    [Theory]
    [InlineData("http://my-service.default")]
    [InlineData("http://my-service.default.svc")]
    [InlineData("http://my-service.default.svc.cluster.local")]
    [InlineData("http://my-service.default.svc.cluster.local.")]
    public async Task Every_form_of_the_name_leads_to_the_service(string url)
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));

        var result = await scene.Lab.CurlAsync(url, cancellationToken: Cancel);

        Assert.Equal("my-app-1", Assert.Single(result.Samples).Pod);
    }

    [Fact]
    public async Task A_pod_keeps_its_source_address_and_a_node_is_masqueraded()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 2), Yaml.Pods(1, 1, labels: "app: other", namePrefix: "other")));
        string address = scene.Lab.Get<V1Service>("my-service")!.Spec.ClusterIP;
        string other = scene.Lab.Get<V1Pod>("other-1")!.Status.PodIP;

        var fromPod = await scene.Lab.CurlAsync("http://my-service", 20, "pod/other-1", Cancel);
        var fromNode = await scene.Lab.CurlAsync($"http://{address}", 20, "node/node-1", Cancel);

        Assert.All(fromPod.Samples, sample => Assert.Equal(other, sample.SourceSeenByPod!.Address.ToString()));
        Assert.All(fromNode.Samples, sample => Assert.Equal("10.244.0.1", sample.SourceSeenByPod!.Address.ToString()));
        Fits(fromPod);
        Fits(fromNode);
    }

    [Fact]
    public async Task A_pod_reaches_itself_through_its_service_thanks_to_the_hairpin_rule()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));

        var result = await scene.Lab.CurlAsync("http://my-service", 10, "pod/my-app-1", Cancel);

        Assert.Equal(10, result.CountOf("my-app-1"));
        Assert.All(result.Samples, sample => Assert.Equal("10.244.0.1", sample.SourceSeenByPod!.Address.ToString()));
    }

    [Theory]
    [InlineData("client", "172.18.0.2")]
    [InlineData("node/node-1", "172.18.0.2")]
    [InlineData("node/node-1", "127.0.0.1")]
    [InlineData("toolbox", "172.18.0.2")]
    public async Task A_node_port_answers_from_everywhere_and_masquerades(string from, string address)
    {
        const string NodePortService = """
            apiVersion: v1
            kind: Service
            metadata: {name: outside}
            spec:
              type: NodePort
              selector: {app: my-app}
              ports: [{port: 80, targetPort: 8080, nodePort: 30080}]
            """;
        await using var scene = await fixture.ApplyAsync(Yaml.With(NodePortService, Yaml.Pods(1, 3)));

        var result = await scene.Lab.CurlAsync($"http://{address}:30080", 150, from, Cancel);

        Assert.Equal(150, result.Answered);
        Assert.All(result.Samples, sample => Assert.Equal("10.244.0.1", sample.SourceSeenByPod!.Address.ToString()));
        Fits(result);
    }

    [Fact]
    public async Task A_service_without_endpoints_refuses_at_once()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.Service);

        var result = await scene.Lab.CurlAsync("http://my-service", 5, cancellationToken: Cancel);

        Assert.All(result.Samples, sample => Assert.Equal(7, sample.ExitCode));
        Assert.All(result.Samples, sample => Assert.Equal(CurlFailure.Refused, sample.Failure));
        Assert.Equal(1.0, Assert.Single(result.Outcomes).ExpectedShare);
        Assert.Equal(TrafficOutcome.Refused, result.Outcomes[0].Outcome);
    }

    [Fact]
    public async Task An_unused_port_of_a_cluster_ip_is_nobodys()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));

        var result = await scene.Lab.CurlAsync(new CurlRequest { Url = "http://my-service:81", ConnectTimeout = TimeSpan.FromMilliseconds(300) }, cancellationToken: Cancel);

        Assert.Equal(CurlFailure.ConnectTimeout, Assert.Single(result.Samples).Failure);
        Assert.Equal(TrafficOutcome.Dropped, Assert.Single(result.Outcomes).Outcome);
        Assert.Equal(1.0, result.Outcomes[0].ExpectedShare);
    }

    [Fact]
    public async Task Named_and_several_ports_lead_to_the_right_container_ports()
    {
        const string TwoPorts = """
            apiVersion: v1
            kind: Service
            metadata: {name: two-ports}
            spec:
              selector: {app: two}
              ports:
                - {name: web, port: 80, targetPort: http}
                - {name: admin, port: 9000, targetPort: 9090}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: two-1, labels: {app: two}}
            spec:
              containers:
                - name: web
                  image: nginx:latest
                  ports: [{name: http, containerPort: 8081}, {containerPort: 9090}]
            """;
        await using var scene = await fixture.ApplyAsync(TwoPorts);

        foreach (string url in (string[])["http://two-ports", "http://two-ports:9000"])
        {
            var result = await scene.Lab.CurlAsync(url, 3, cancellationToken: Cancel);
            Assert.Equal(3, result.CountOf("two-1"));
        }
    }

    [Fact]
    public async Task A_headless_service_is_a_name_without_rules()
    {
        const string Headless = """
            apiVersion: v1
            kind: Service
            metadata: {name: headless}
            spec:
              clusterIP: None
              selector: {app: my-app}
              ports: [{port: 8080}]
            """;
        await using var scene = await fixture.ApplyAsync(Yaml.With(Headless, Yaml.Pods(1, 2)));

        var result = await scene.Lab.CurlAsync("http://headless:8080", 3, cancellationToken: Cancel);
        string rules = await scene.Lab.IptablesSaveAsync(cancellationToken: Cancel);

        Assert.Equal(3, result.Answered);
        Assert.DoesNotContain("headless", rules, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Udp_is_spread_over_the_endpoints_too()
    {
        const string Udp = """
            apiVersion: v1
            kind: Service
            metadata: {name: ask}
            spec:
              selector: {app: udp}
              ports: [{protocol: UDP, port: 53, targetPort: 5353}]
            """;
        await using var scene = await fixture.ApplyAsync(Yaml.With(Udp, Yaml.Pods(1, 3, labels: "app: udp", port: "containerPort: 5353, protocol: UDP", namePrefix: "udp")));

        // A new socket, and so a new connection for conntrack, for each question.
        var result = await scene.Lab.ExecAsync(
            "toolbox",
            ["bash", "-c", "for i in $(seq 150); do exec 3<>/dev/udp/ask/53; printf hostname >&3; timeout 2 dd bs=512 count=1 status=none <&3; echo; exec 3>&-; done"],
            cancellationToken: Cancel);

        var counts = result.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries).CountBy(line => line.Trim()).ToDictionary();
        Assert.Equal(["udp-1", "udp-2", "udp-3"], counts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(150, counts.Values.Sum());
        var fit = GoodnessOfFitTest.Test(
            counts.SelectMany(c => Enumerable.Repeat(TrafficOutcome.AnsweredBy(c.Key), c.Value)), Expectation.Even("udp-1", "udp-2", "udp-3"), seed: 1);
        Assert.True(fit!.PValue > FalseAlarm, fit.ToString());
    }

    [Fact]
    public async Task Curls_own_failures_are_data()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.Service);

        var unknownName = await scene.Lab.CurlAsync("http://no-such-service", cancellationToken: Cancel);
        var badScheme = await scene.Lab.CurlAsync("nonsense://my-service", cancellationToken: Cancel);

        Assert.Equal(6, Assert.Single(unknownName.Samples).ExitCode);
        Assert.Contains("no-such-service", unknownName.Samples[0].ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(badScheme.Samples).ExitCode);
    }

    [Fact]
    public async Task Pods_come_and_go_while_traffic_runs_and_no_request_fails()
    {
        // A pod stops listening as soon as it is asked to, and the rules of the nodes need a moment to follow: so it waits before it stops.
        const string Pause = "lifecycle: {preStop: {sleep: {seconds: 1} } }";
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 2, container: Pause)));

        var changes = ChangeAsync();
        var samples = new List<CurlSample>();
        while (!changes.IsCompleted)
        {
            samples.AddRange((await scene.Lab.CurlAsync("http://my-service", 500, cancellationToken: Cancel)).Samples);
        }

        await changes;
        Assert.All(samples, sample => Assert.True(sample.Failure == CurlFailure.None, sample.ErrorMessage));
        Assert.True(samples.Select(sample => sample.Pod).Distinct().Count() > 3, "the pods did change");

        async Task ChangeAsync()
        {
            for (int number = 3; number <= 7; number++)
            {
                await scene.Lab.ApplyAsync(Yaml.Pods(number, 1, container: Pause), cancellationToken: Cancel);
                await scene.Lab.DeleteAsync("pod", $"my-app-{number - 1}", cancellationToken: Cancel);
            }
        }
    }

    [Fact]
    public async Task An_unknown_place_is_named_with_those_that_exist()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.Pods(1, 1));

        var error = await Assert.ThrowsAsync<LabException>(() => scene.Lab.CurlAsync("http://my-service", 1, "pod/nobody", Cancel));

        Assert.Contains("\"pod/nobody\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("pod/my-app-1", error.Message, StringComparison.Ordinal);
        Assert.Contains("client", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_manifest_changes_nothing()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));
        var before = await scene.Lab.GetRulesAsync(cancellationToken: Cancel);

        await Assert.ThrowsAsync<ManifestException>(() => scene.Lab.ApplyAsync(
            Yaml.Pods(2, 1).TrimStart('\n', '-') + "\n---\n" + Yaml.Service.Replace("port: 80", "port: 0", StringComparison.Ordinal), cancellationToken: Cancel));

        Assert.Null(scene.Lab.Get<V1Pod>("my-app-2"));
        Assert.Empty(Netfilter.RulesetComparer.Compare(before, await scene.Lab.GetRulesAsync(cancellationToken: Cancel)));
    }

    private static void Fits(CurlResult result)
        => Assert.True(result.Fit is { } fit && fit.PValue > FalseAlarm, result.ToString());
}

using k8s.Models;

namespace Learn.Tests.EndToEnd;

/// <summary>Real datagrams through the rules.</summary>
public sealed class UdpTests(LabFixture fixture) : IClassFixture<LabFixture>
{
    private const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: ask}
        spec:
          selector: {app: udp}
          ports: [{protocol: UDP, port: 53, targetPort: 5353}]
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Pods(int count) => Yaml.Pods(1, count, labels: "app: udp", port: "containerPort: 5353, protocol: UDP", namePrefix: "udp");

    [Fact]
    public async Task Each_probe_is_distributed_and_says_who_answered_and_what_was_seen()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Service, Pods(3)));

        var result = await scene.Lab.UdpAsync(new UdpRequest { Target = "ask", Port = 53, Count = 150, Concurrency = 4, AskForSource = true, WithNat = true }, cancellationToken: Cancel);

        Assert.Equal(150, result.Answered);
        Assert.Equal(Enumerable.Range(0, 150), result.Samples.Select(s => s.Index));
        Assert.Equal(["udp-1", "udp-2", "udp-3"], result.Outcomes.Select(o => o.Outcome.Pod));
        Assert.True(GoodnessOfFitTest.Test(result.Samples.Select(s => s.Outcome), Expectation.Even("udp-1", "udp-2", "udp-3")).PValue > 1e-6, result.ToString());
        Assert.All(result.Samples, s =>
        {
            Assert.Equal(("node-1", s.Local), (s.Node, s.SourceSeenByPod));
            Assert.True(s.Latency > TimeSpan.Zero);
            Assert.Equal(scene.Lab.Get<V1Pod>(s.Pod!)!.Status.PodIP, s.Nat!.Entry.Reply.Source.ToString());
        });
    }

    [Fact]
    public async Task One_source_port_is_one_connection_to_connection_tracking()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Service, Pods(4)));

        var result = await scene.Lab.UdpAsync(new UdpRequest { Target = "ask", Port = 53, Count = 40, SourcePort = 5555 }, cancellationToken: Cancel);

        Assert.Equal(40, result.Answered);
        Assert.Single(result.Samples.Select(s => s.Pod).Distinct());
        Assert.All(result.Samples, s => Assert.Equal(5555, s.Local!.Port));
    }

    [Fact]
    public async Task Refusal_silence_and_unknown_names_are_told_apart()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Service, Pods(0)));

        var refused = await scene.Lab.UdpAsync("ask", 53, 2, cancellationToken: Cancel);
        var silent = await scene.Lab.UdpAsync(new UdpRequest { Target = "ask", Port = 54, Timeout = TimeSpan.FromMilliseconds(200) }, cancellationToken: Cancel);
        var unknown = await scene.Lab.UdpAsync("nobody", 53, cancellationToken: Cancel);

        Assert.All(refused.Samples, s => Assert.Equal((UdpFailure.Refused, TrafficOutcome.Refused), (s.Failure, s.Outcome)));
        Assert.Equal((UdpFailure.NoAnswer, TrafficOutcome.Dropped), (silent.Samples[0].Failure, silent.Samples[0].Outcome));
        Assert.Equal((UdpFailure.NameLookup, TrafficOutcome.Unattributed), (unknown.Samples[0].Failure, unknown.Samples[0].Outcome));
        Assert.Contains("nobody", unknown.ToString(), StringComparison.Ordinal);
        Assert.All(silent.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }
}

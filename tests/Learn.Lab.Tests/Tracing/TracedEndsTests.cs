using System.Text.Json;
using Learn.Netfilter;
using Learn.Tests.EndToEnd;

namespace Learn.Tests.Tracing;

/// <summary>Requests that end otherwise than with an answer, and what a trace does about it.</summary>
public sealed class TracedEndsTests(LabFixture fixture) : IClassFixture<LabFixture>
{
    private const string Affinity = """
        apiVersion: v1
        kind: Service
        metadata: {name: my-service}
        spec:
          selector: {app: my-app}
          sessionAffinity: ClientIP
          ports: [{protocol: TCP, port: 80, targetPort: 8080}]
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_without_endpoints_is_rejected_by_its_rule()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.Service);

        var trace = await scene.Lab.TraceAsync("http://my-service", cancellationToken: Cancel);

        var crossing = Assert.Single(trace.Request);
        Assert.True(trace is { Agrees: true, IsAnswered: false }, trace.ToString());
        Assert.Equal((TraceEnd.Rejected, true), (crossing.Path.End, crossing.Path.Steps[^1].Rule?.Target is RejectTarget));
        Assert.Contains("REJECT", trace.ToString(), StringComparison.Ordinal);
        Assert.Null(crossing.Connection);
    }

    [Fact]
    public async Task A_rule_of_ones_own_that_drops_is_found()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));
        await scene.Lab.IptablesAsync(["-I", "FORWARD", "-p", "tcp", "--dport", "8080", "-j", "DROP"], cancellationToken: Cancel);
        try
        {
            var trace = await scene.Lab.TraceAsync("http://my-service", cancellationToken: Cancel);

            Assert.True(trace is { Agrees: true, Outcome: "no answer" }, trace.ToString());
            Assert.Equal(("FORWARD", 1), (trace.Request[^1].Path.Steps[^1].Chain, trace.Request[^1].Path.Steps[^1].Number));
        }
        finally
        {
            await scene.Lab.IptablesAsync(["-D", "FORWARD", "1"], cancellationToken: CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_client_that_is_remembered_is_no_disagreement()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Affinity, Yaml.Pods(1, 3)));

        var first = await scene.Lab.TraceAsync("http://my-service", cancellationToken: Cancel);
        var second = await scene.Lab.TraceAsync("http://my-service", cancellationToken: Cancel);

        Assert.True(first.Agrees && second.Agrees, $"{first}\n{second}");
        Assert.Equal(first.Outcome, second.Outcome);
        Assert.Contains("remembered", second.Request[0].Remark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_told_and_another_process_gets_text_or_json()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));
        var remote = (await RemoteLab.FindAsync(scene.Lab.Name, Cancel))!;

        var text = await remote.AskAsync(new LabRequest.Trace("http://my-service", "client"), Cancel);
        var json = await remote.AskAsync(new LabRequest.Trace("http://my-service", AsJson: true), Cancel);
        var wrong = await remote.AskAsync(new LabRequest.Trace("ftp://my-service"), Cancel);

        Assert.Equal(2, text.ExitCode);
        Assert.Contains("knows no address", text.Error, StringComparison.Ordinal);
        Assert.Equal(0, json.ExitCode);
        Assert.True(JsonDocument.Parse(json.Output).RootElement.GetProperty("agrees").GetBoolean());
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("udp://", wrong.Error, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LabException>(() => scene.Lab.TraceAsync("http://my-service", "pod/nobody", Cancel));
    }

    [Fact]
    public async Task A_trace_that_is_given_up_leaves_nothing()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));
        await scene.Lab.IptablesAsync(["-I", "FORWARD", "-p", "tcp", "--dport", "8080", "-j", "DROP"], cancellationToken: Cancel);
        try
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Lab.TraceAsync("http://my-service", cancellationToken: stop.Token));
        }
        finally
        {
            await scene.Lab.IptablesAsync(["-D", "FORWARD", "1"], cancellationToken: CancellationToken.None);
        }

        Assert.DoesNotContain("learn", (await scene.Lab.ExecAsync("node/node-1", ["nft", "list", "tables"], cancellationToken: Cancel)).OutputText, StringComparison.Ordinal);
    }
}

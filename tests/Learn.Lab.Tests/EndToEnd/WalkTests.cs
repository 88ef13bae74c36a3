using Learn.Netfilter;

namespace Learn.Tests.EndToEnd;

/// <summary>Predictions for a real lab: the same shares as requests are held against, node by node, in words.</summary>
public sealed class WalkTests(LabFixture fixture) : IClassFixture<LabFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_walk_predicts_what_requests_meet()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 3)));

        var walk = await scene.Lab.WalkAsync("my-service", cancellationToken: Cancel);
        var curl = await scene.Lab.CurlAsync("http://my-service", count: 60, cancellationToken: Cancel);

        Assert.Equal(3, walk.Ends.Length);
        Assert.Equal(curl.Outcomes.Select(row => row.Outcome.ToString()).Order(), walk.Ends.Select(end => end.Outcome.ToString()).Order());
        Assert.All(walk.Ends, end => Assert.Equal(1.0 / 3, end.Probability, precision: 8));
        Assert.Equal(0, walk.Undetermined);
        string text = walk.ToString();
        Assert.Contains("default/my-service", text, StringComparison.Ordinal);
        Assert.Contains("pod my-app-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n'), line => line.Length > 100);
    }

    [Fact]
    public async Task What_goes_to_the_name_servers_arrives()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.Service);

        var walk = await scene.Lab.WalkAsync("10.96.0.10:53/udp", cancellationToken: Cancel);

        Assert.All(walk.Ends, end => Assert.Equal(TrafficOutcomeKind.Pod, end.Outcome.Kind));
        Assert.Equal(IpProtocol.Udp, walk.Packet.Protocol);
    }

    [Fact]
    public async Task A_Service_without_endpoints_refuses()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.Service);

        var walk = await scene.Lab.WalkAsync("http://my-service", cancellationToken: Cancel);

        Assert.Equal([TrafficOutcome.Refused], walk.Ends.Select(end => end.Outcome));
    }

    [Theory]
    [InlineData("nowhere", null, "toolbox does not know the name \"nowhere\"")]
    [InlineData("my-service:http", null, "\"http\" is no port")]
    [InlineData("10.96.0.1:80/icmp", null, "\"icmp\" is not tcp, udp or sctp")]
    [InlineData("10.96.0.1", "pod/nobody", "There is no \"pod/nobody\" in this lab")]
    public async Task A_question_that_cannot_be_answered_says_why(string target, string? from, string expected)
    {
        await using var scene = await fixture.ApplyAsync(Yaml.Service);

        var error = await Assert.ThrowsAsync<LabException>(() => scene.Lab.WalkAsync(target, from, cancellationToken: Cancel));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}

using Learn.Netfilter;
using Learn.Tests.EndToEnd;

namespace Learn.Tests.Tracing;

/// <summary>Real requests, traced on every node that they cross: the walk knew their ways.</summary>
public sealed class RequestTraceTests(AcrossNodesTests.ThreeNodes fixture, ITestOutputHelper output) : IClassFixture<AcrossNodesTests.ThreeNodes>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Ways => new()
    {
        { "toolbox", "http://web" },
        { "toolbox", "udp://web:53" },
        { "pod/web-1", "http://web" },
        { "node/node-2", "http://{service}" },
        { "node/node-2", "udp://{node-3}:30053" },
        { "client", "http://{node-3}:30080" },
        { "client", "udp://{node-3}:30053" },
        { "client", "http://{balancer}" },
        { "toolbox", "http://{service6}" },
        { "client", "http://{node6}:30080" },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task A_request_is_followed_there_and_back_and_the_walk_knew_its_way(string from, string target)
    {
        target = target
            .Replace("{service}", fixture.AddressOf("service", System.Net.Sockets.AddressFamily.InterNetwork).Address, StringComparison.Ordinal)
            .Replace("{balancer}", fixture.AddressOf("balancer", System.Net.Sockets.AddressFamily.InterNetwork).Address, StringComparison.Ordinal)
            .Replace("{node-3}", fixture.AddressOf("node-3", System.Net.Sockets.AddressFamily.InterNetwork).Address, StringComparison.Ordinal)
            .Replace("{service6}", $"[{fixture.AddressOf("service", System.Net.Sockets.AddressFamily.InterNetworkV6).Address}]", StringComparison.Ordinal)
            .Replace("{node6}", $"[{fixture.AddressOf("node-3", System.Net.Sockets.AddressFamily.InterNetworkV6).Address}]", StringComparison.Ordinal);

        var nodes = new HashSet<int>();
        for (int time = 0; time < 4; time++)
        {
            var trace = await fixture.Lab.TraceAsync(target, from, Cancel);
            if (time == 0)
            {
                output.WriteLine(trace.ToString());
            }

            nodes.Add(trace.Request.Length);
            Assert.True(trace is { Agrees: true, IsAnswered: true }, trace.ToString());
            Assert.NotEmpty(trace.Reply);
            Assert.True(trace.Probability > 0);
            Assert.All(trace.Request, crossing => Assert.Contains(crossing.Path.End, (TraceEnd[])[TraceEnd.Left, TraceEnd.Delivered]));
            Assert.Contains(trace.Request, crossing => crossing.NewDestination is not null);
            Assert.Contains(trace.Request, crossing => crossing.Connection is { IsDestinationTranslated: true });
            Assert.Contains(trace.Request[0].Path.Rules, step => step.Rule?.Target is JumpTarget { Chain: "KUBE-SERVICES" });
            Assert.All(trace.ToString().Split('\n'), line => Assert.True(line.Length <= 100, line));
        }

        Assert.DoesNotContain("learn", (await fixture.Lab.ExecAsync("node/node-1", ["nft", "list", "tables"], cancellationToken: Cancel)).OutputText, StringComparison.Ordinal);
        Assert.InRange(nodes.Max(), 1, 3);
    }
}

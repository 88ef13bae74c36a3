using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Learn.Sandbox.Tests;

public sealed class BehaviourTests(Worlds worlds)
{
    private const string Place = "http://10.0.0.2:8080";

    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task It_answers_late(Isolation rung)
    {
        var (one, responder) = await StartAsync(rung);
        await responder.SetBehaviourAsync(new ResponderBehaviour { Delay = TimeSpan.FromMilliseconds(300) }, Cancellation);
        var watch = Stopwatch.StartNew();
        Assert.Equal("pod", await HostHttp.CurlAsync(one, $"{Place}/hostname"));
        Assert.InRange(watch.ElapsedMilliseconds, 300, long.MaxValue);

        watch.Restart();
        Assert.Equal("pod", await AskAsync(one, "hostname"));
        Assert.InRange(watch.ElapsedMilliseconds, 300, long.MaxValue);

        // One request can be told to wait by its client.
        await responder.SetBehaviourAsync(ResponderBehaviour.Normal, Cancellation);
        watch.Restart();
        Assert.Equal("pod", await HostHttp.CurlAsync(one, $"{Place}/delay?seconds=0.3"));
        Assert.InRange(watch.ElapsedMilliseconds, 300, long.MaxValue);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task It_fails_in_a_share_of_the_requests(Isolation rung)
    {
        const int Requests = 1000;
        var (one, responder) = await StartAsync(rung);
        await responder.SetBehaviourAsync(new ResponderBehaviour { ErrorRate = 0.3, ErrorStatus = 418 }, Cancellation);

        var output = await HostHttp.CurlAsync(one, $"{Place}/hostname?[1-{Requests}]", "-o", "/dev/null", "-w", "%{http_code}\\n");

        // Mean 300, standard deviation 14.5: seven deviations to each side.
        var statuses = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Requests, statuses.Length);
        Assert.All(statuses, status => Assert.Contains(status, new[] { "200", "418" }));
        Assert.InRange(statuses.Count(status => status == "418"), 199, 401);

        await responder.SetBehaviourAsync(new ResponderBehaviour { ErrorRate = 1 }, Cancellation);
        var failed = await HostHttp.CurlAsync(one, $"{Place}/hostname", "-i");
        Assert.StartsWith("HTTP/1.1 503 ", failed, StringComparison.Ordinal);
        Assert.Contains("X-Pod-Name: pod\r\n", failed, StringComparison.Ordinal);
        Assert.Null(await AskAsync(one, "hostname", TimeSpan.FromMilliseconds(200)));

        await responder.SetBehaviourAsync(ResponderBehaviour.Normal, Cancellation);
        Assert.Equal("200", await HostHttp.StatusAsync(one, Place));
        Assert.Equal("pod", await AskAsync(one, "hostname"));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task It_closes_connections_without_an_answer(Isolation rung)
    {
        var (one, responder) = await StartAsync(rung);
        await responder.SetBehaviourAsync(new ResponderBehaviour { CloseRate = 1 }, Cancellation);

        // 52: nothing was returned; 56: the connection was reset; 92: an HTTP/2 stream was.
        Assert.Contains((await one.RunAsync(["curl", "-sS", "--max-time", "15", $"{Place}/"], null, Cancellation)).ExitCode, new[] { 52, 56 });
        Assert.Equal(92, (await one.RunAsync(["curl", "-sS", "--max-time", "15", "--http2-prior-knowledge", $"{Place}/"], null, Cancellation)).ExitCode);
        Assert.Null(await AskAsync(one, "hostname", TimeSpan.FromMilliseconds(200)));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task It_stalls_and_lets_go_when_it_is_closed(Isolation rung)
    {
        var (one, responder) = await StartAsync(rung);
        await responder.SetBehaviourAsync(new ResponderBehaviour { StallForever = true, HealthStatus = 200 }, Cancellation);

        Assert.Equal(28, (await one.RunAsync(["curl", "-sS", "--max-time", "0.3", $"{Place}/"], null, Cancellation)).ExitCode);
        Assert.Equal("200", await HostHttp.StatusAsync(one, $"{Place}/healthz"));
        using var waiting = await one.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, Cancellation);
        await waiting.ConnectAsync(IPAddress.Parse("10.0.0.2"), 8080, Cancellation);
        await waiting.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), Cancellation);
        var answer = waiting.ReceiveAsync(new byte[100], Cancellation).AsTask();
        Assert.NotSame(answer, await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(200), Cancellation)));
        await responder.DisposeAsync();
        try
        {
            Assert.Equal(0, await answer.WaitAsync(TimeSpan.FromSeconds(15), Cancellation));
        }
        catch (SocketException error)
        {
            Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        }
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Its_health_is_apart_from_its_work(Isolation rung)
    {
        var (one, responder) = await StartAsync(rung);
        foreach (var path in new[] { "/healthz", "/readyz", "/livez" })
        {
            Assert.Equal("200", await HostHttp.StatusAsync(one, Place + path));
        }

        // Ill, but at work.
        await responder.SetBehaviourAsync(new ResponderBehaviour { HealthStatus = 500 }, Cancellation);
        Assert.Equal("500", await HostHttp.StatusAsync(one, $"{Place}/readyz"));
        Assert.Equal("500", await HostHttp.StatusAsync(one, $"{Place}/healthz"));
        Assert.Equal("200", await HostHttp.StatusAsync(one, $"{Place}/hostname"));

        // Alive, not ready, and without success at work.
        await responder.SetBehaviourAsync(
            new ResponderBehaviour { HealthStatus = 200, ErrorRate = 1, StatusOf = new Dictionary<string, int> { ["/readyz"] = 503, ["/own"] = 204 } },
            Cancellation);
        Assert.Equal("200", await HostHttp.StatusAsync(one, $"{Place}/livez"));
        Assert.Equal("503", await HostHttp.StatusAsync(one, $"{Place}/readyz"));
        Assert.Equal("204", await HostHttp.StatusAsync(one, $"{Place}/own"));
        Assert.Equal("503", await HostHttp.StatusAsync(one, $"{Place}/hostname"));

        // Unless told otherwise, a check is a request like others.
        await responder.SetBehaviourAsync(new ResponderBehaviour { ErrorRate = 1, ErrorStatus = 502 }, Cancellation);
        Assert.Equal("502", await HostHttp.StatusAsync(one, $"{Place}/healthz"));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task It_listens_again_where_it_listened(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        await using var responder = await two.ListenAsync(new ResponderOptions { Identity = "pod", Listeners = [new(Transport.Tcp, 0), new(Transport.Udp, 8081)] }, Cancellation);
        var port = responder.Listeners[0].Port;
        for (var i = 0; i < 3; i++)
        {
            await responder.StopListeningAsync(Cancellation);
            Assert.Equal(7, (await one.RunAsync(["curl", "-sS", $"http://10.0.0.2:{port}/"], null, Cancellation)).ExitCode);
            await responder.ListenAgainAsync(Cancellation);
            await responder.ListenAgainAsync(Cancellation);
            Assert.Equal("pod", await HostHttp.CurlAsync(one, $"http://10.0.0.2:{port}/hostname"));
            Assert.Equal("pod", await AskAsync(one, "hostname"));
        }

        await responder.StopListeningAsync(Cancellation);
        await using var thief = await two.ListenAsync(new ResponderOptions { Identity = "thief", Listeners = [new(Transport.Tcp, port)] }, Cancellation);
        var error = await Assert.ThrowsAsync<SandboxException>(() => responder.ListenAgainAsync(Cancellation));
        Assert.Contains($"pod cannot listen on TCP port {port}", error.Message, StringComparison.Ordinal);

        await responder.DisposeAsync();
        await Assert.ThrowsAsync<SandboxException>(() => responder.ListenAgainAsync(Cancellation));
        await Assert.ThrowsAsync<SandboxException>(() => responder.SetBehaviourAsync(ResponderBehaviour.Normal, Cancellation));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task It_streams_and_redirects(Isolation rung)
    {
        var (one, _) = await StartAsync(rung);
        Assert.Equal("1 pod\n2 pod\n3 pod\n", await HostHttp.CurlAsync(one, $"{Place}/stream?count=3&interval=0.01"));
        Assert.Equal("1 pod\n2 pod\n", await HostHttp.CurlAsync(one, $"{Place}/stream?count=2&interval=0", "--http2-prior-knowledge"));

        // Without an end; each line comes when it is written.
        var lines = System.Threading.Channels.Channel.CreateUnbounded<string>();
        await using (await one.StartAsync(["curl", "-sSN", $"{Place}/stream?count=0&interval=0.05"], new CommandOptions { OnOutput = line => lines.Writer.TryWrite(line) }, Cancellation))
        {
            for (var i = 1; i <= 5; i++)
            {
                Assert.Equal($"{i} pod", await lines.Reader.ReadAsync(Cancellation));
            }
        }

        Assert.Equal("307 http://10.0.0.2:8080/hostname", await HostHttp.CurlAsync(one, $"{Place}/redirect?location=/hostname&code=307", "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}"));
        Assert.Equal("pod", await HostHttp.CurlAsync(one, $"{Place}/redirect?location=/hostname", "-L"));
    }

    [Fact]
    public async Task Nonsense_is_refused()
    {
        var (_, responder) = await StartAsync(Isolation.UserNamespace);
        foreach (var behaviour in new ResponderBehaviour[]
        {
            new() { Delay = TimeSpan.FromSeconds(-1) },
            new() { Delay = TimeSpan.FromHours(2) },
            new() { ErrorRate = 1.1 },
            new() { CloseRate = double.NaN },
            new() { ErrorStatus = 200 },
            new() { HealthStatus = 42 },
            new() { StatusOf = new Dictionary<string, int> { ["/x"] = 600 } },
        })
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => responder.SetBehaviourAsync(behaviour, Cancellation));
        }
    }

    private async Task<(Host One, Responder Responder)> StartAsync(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        var responder = await two.ListenAsync(
            new ResponderOptions
            {
                Identity = "pod",
                Listeners = [new(Transport.Tcp, 8080), new(Transport.Udp, 8081)],
                Headers = new Dictionary<string, string> { ["X-Pod-Name"] = "pod" },
            },
            Cancellation);
        return (one, responder);
    }

    /// <summary>Asks over UDP; null if no answer comes. A question that shall be answered waits as long as a busy machine may need.</summary>
    private static async Task<string?> AskAsync(Host host, string question, TimeSpan? patience = null)
    {
        using var socket = await host.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp, Cancellation);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse("10.0.0.2"), 8081), Cancellation);
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(question), Cancellation);
        var buffer = new byte[100];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(patience ?? TimeSpan.FromSeconds(15));
        try
        {
            return System.Text.Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, limit.Token));
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}

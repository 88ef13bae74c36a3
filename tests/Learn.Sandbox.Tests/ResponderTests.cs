using System.Net;

namespace Learn.Sandbox.Tests;

public sealed class ResponderTests(Worlds worlds)
{
    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task It_answers_over_HTTP_as_agnhost_does(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        await two.ListenAsync(
            new ResponderOptions
            {
                Identity = "pod-two",
                Listeners = [new(Transport.Tcp, 8080), new(Transport.Tcp, 9090)],
                Headers = new Dictionary<string, string> { ["X-Pod-Name"] = "pod-two", ["X-Pod-Namespace"] = "default" },
            },
            Cancellation);

        Assert.Equal("pod-two", await GetAsync(one, "http://10.0.0.2:8080/hostname"));
        Assert.Equal("pod-two", await GetAsync(one, "http://10.0.0.2:9090/hostName"));
        Assert.Equal("pod-two", await GetAsync(one, "http://[fd00::2]:8080/hostname"));
        Assert.Equal("hello world", await GetAsync(one, "http://10.0.0.2:8080/echo?msg=hello%20world"));
        Assert.Equal("blue", await GetAsync(one, "http://10.0.0.2:8080/header?key=Colour", "-H", "Colour: blue"));
        Assert.Equal("ok", await GetAsync(one, "http://10.0.0.2:8080/healthz"));
        Assert.StartsWith("10.0.0.1:", await GetAsync(one, "http://10.0.0.2:8080/clientip"), StringComparison.Ordinal);
        Assert.StartsWith("[fd00::1]:", await GetAsync(one, "http://[fd00::2]:8080/clientip"), StringComparison.Ordinal);
        Assert.Matches(@"\AHello from pod-two, port 9090\. You came from 10\.0\.0\.1:\d+\.\n\z", await GetAsync(one, "http://10.0.0.2:9090/"));
        Assert.Equal("503", await GetAsync(one, "http://10.0.0.2:8080/echo?msg=x&code=503", "-o", "/dev/null", "-w", "%{http_code}"));
        Assert.Equal("404", await GetAsync(one, "http://10.0.0.2:8080/shell?cmd=id", "-o", "/dev/null", "-w", "%{http_code}"));
        Assert.Contains("Content-Length: 7", await GetAsync(one, "http://10.0.0.2:8080/hostname", "-I"), StringComparison.OrdinalIgnoreCase);

        var whole = await GetAsync(one, "http://10.0.0.2:8080/hostname", "-i", "-w", "\nfrom %{local_ip}:%{local_port}");
        var from = whole.Split("\nfrom ")[1];
        Assert.Contains($"X-Client-Address: {from}\r\n", whole, StringComparison.Ordinal);
        Assert.Contains("X-Pod-Name: pod-two\r\n", whole, StringComparison.Ordinal);
        Assert.Contains("X-Pod-Namespace: default\r\n", whole, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task It_answers_datagrams_as_agnhost_does(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        await using var responder = await two.ListenAsync(new ResponderOptions { Identity = "pod-two", Listeners = [new(Transport.Udp, 8081)] }, Cancellation);

        Assert.Equal("pod-two", await AskAsync(one, "10.0.0.2", "hostname"));
        Assert.Equal("pod-two", await AskAsync(one, "fd00::2", "HostName\n"));
        Assert.Equal("Hello World", await AskAsync(one, "10.0.0.2", "echo Hello World"));
        Assert.StartsWith("10.0.0.1:", await AskAsync(one, "10.0.0.2", "clientip"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Responders_come_and_go_while_others_serve(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        await using var stays = await two.ListenAsync(Http("stays", 8080), Cancellation);
        for (var i = 0; i < 5; i++)
        {
            var comes = await two.ListenAsync(Http($"comes-{i}", 8081), Cancellation);
            Assert.Equal($"comes-{i}", await GetAsync(one, "http://10.0.0.2:8081/hostname"));
            await comes.DisposeAsync();
            Assert.Equal(7, (await one.RunAsync(["curl", "-sS", "http://10.0.0.2:8081/hostname"], null, Cancellation)).ExitCode);
            Assert.Equal("stays", await GetAsync(one, "http://10.0.0.2:8080/hostname"));
        }
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Stopping_to_listen_serves_open_connections_and_disposing_aborts_them(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        var responder = await two.ListenAsync(Http("pod", 8080), Cancellation);
        var lines = System.Threading.Channels.Channel.CreateUnbounded<string>();
        const string Script = """
            trap '' PIPE
            exec 3<>/dev/tcp/10.0.0.2/8080
            while read -r go; do
              printf 'GET /hostname HTTP/1.1\r\nHost: x\r\n\r\n' >&3 || { echo closed; exit; }
              read -r status <&3 || { echo closed; exit; }
              echo "$status"
              while read -r header <&3 && [ "$header" != $'\r' ]; do :; done
              read -r -N 3 body <&3; echo "$body"
            done
            """;
        await using var client = await one.StartAsync(["bash", "-c", Script], new CommandOptions { OnOutput = line => lines.Writer.TryWrite(line) }, Cancellation);

        async Task<string> AskAgainAsync()
        {
            await client.WriteInputAsync("go\n"u8.ToArray(), Cancellation);
            var status = await lines.Reader.ReadAsync(Cancellation);
            return status == "closed" ? status : await lines.Reader.ReadAsync(Cancellation);
        }

        Assert.Equal("pod", await AskAgainAsync());
        await responder.StopListeningAsync(Cancellation);
        Assert.Equal(7, (await one.RunAsync(["curl", "-sS", "http://10.0.0.2:8080/"], null, Cancellation)).ExitCode);
        Assert.Equal("pod", await AskAgainAsync());
        await responder.DisposeAsync();
        Assert.Equal("closed", await AskAgainAsync());
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task What_cannot_listen_says_why_and_nothing_listens(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        await using var first = await two.ListenAsync(Http("first", 8080), Cancellation);

        var error = await Assert.ThrowsAsync<SandboxException>(() => two.ListenAsync(
            new ResponderOptions { Identity = "second", Listeners = [new(Transport.Tcp, 8085), new(Transport.Tcp, 8080)] },
            Cancellation));
        Assert.Contains("second cannot listen on TCP port 8080", error.Message, StringComparison.Ordinal);
        Assert.Contains("Address already in use", error.Message, StringComparison.Ordinal);
        Assert.Equal(7, (await one.RunAsync(["curl", "-sS", "http://10.0.0.2:8085/"], null, Cancellation)).ExitCode);

        error = await Assert.ThrowsAsync<SandboxException>(() => two.ListenAsync(
            new ResponderOptions { Identity = "third", Listeners = [new(Transport.Udp, 8080, IPAddress.Parse("10.0.0.77"))] },
            Cancellation));
        Assert.Contains("10.0.0.77", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SandboxException>(() => two.ListenAsync(new ResponderOptions { Identity = "nowhere", Listeners = [] }, Cancellation));
        await Assert.ThrowsAsync<SandboxException>(() => two.ListenAsync(Http("bad", 70_000), Cancellation));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_free_port_and_one_address_can_be_asked_for(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        await using var responder = await two.ListenAsync(
            new ResponderOptions { Identity = "pod", Listeners = [new(Transport.Tcp, 0, IPAddress.Parse("10.0.0.2")), new(Transport.Udp, 0)] },
            Cancellation);

        Assert.Equal(2, responder.Listeners.Count);
        Assert.All(responder.Listeners, listener => Assert.InRange(listener.Port, 1, 65_535));
        Assert.Equal("pod", await GetAsync(one, $"http://10.0.0.2:{responder.Listeners[0].Port}/hostname"));
        Assert.Equal(7, (await one.RunAsync(["curl", "-sS", $"http://[fd00::2]:{responder.Listeners[0].Port}/"], null, Cancellation)).ExitCode);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Removing_its_host_closes_it(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        var responder = await two.ListenAsync(Http("pod", 8080), Cancellation);
        await using var client = await one.StartAsync(["bash", "-c", "exec 3<>/dev/tcp/10.0.0.2/8080; echo open; cat <&3"], null, Cancellation);
        await two.World.RemoveHostAsync(two.Name, Cancellation);
        await responder.DisposeAsync();
        Assert.NotEqual(0, (await one.RunAsync(["curl", "-sS", "--max-time", "1", "http://10.0.0.2:8080/"], null, Cancellation)).ExitCode);
    }

    private static ResponderOptions Http(string identity, int port) => new() { Identity = identity, Listeners = [new(Transport.Tcp, port)] };

    private static async Task<string> GetAsync(Host host, string url, params string[] arguments) =>
        (await host.RunAsync(["curl", "-sS", "--max-time", "5", .. arguments, url], null, Cancellation)).EnsureSucceeded().OutputText;

    private static async Task<string> AskAsync(Host host, string address, string question)
    {
        var script = $"exec 3<>/dev/udp/{address}/8081; printf %s \"$0\" >&3; timeout 5 dd bs=65535 count=1 <&3 2>/dev/null";
        return (await host.RunAsync(["bash", "-c", script, question], null, Cancellation)).EnsureSucceeded().OutputText;
    }
}

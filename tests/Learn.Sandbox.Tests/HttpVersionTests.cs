using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace Learn.Sandbox.Tests;

public sealed class HttpVersionTests(Worlds worlds)
{
    private const string Place = "http://10.0.0.2:8080";

    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task Both_versions_of_HTTP_are_spoken_on_one_port(Isolation rung)
    {
        var (one, _) = await StartAsync(rung);
        foreach (var (argument, version) in new[] { ("--http1.1", "1.1"), ("--http2-prior-knowledge", "2"), ("--http1.0", "1.1"), ("--http2", "1.1") })
        {
            Assert.Equal(version, await HostHttp.CurlAsync(one, $"{Place}/hostname", argument, "-o", "/dev/null", "-w", "%{http_version}"));
        }

        var whole = await HostHttp.CurlAsync(one, $"{Place}/echo?msg=hello", "-i", "--http2-prior-knowledge");
        Assert.StartsWith("HTTP/2 200", whole, StringComparison.Ordinal);
        Assert.Contains("x-pod-name: pod\r\n", whole, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("x-client-address: 10.0.0.1:", whole, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("\r\n\r\nhello", whole, StringComparison.Ordinal);
        Assert.Equal("posted", await HostHttp.CurlAsync(one, $"{Place}/echo?msg=posted", "-X", "POST", "-d", "x"));
        Assert.Equal("posted", await HostHttp.CurlAsync(one, $"{Place}/echo?msg=posted", "-X", "POST", "-d", "x", "--http2-prior-knowledge"));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Many_requests_share_a_connection_of_version_2(Isolation rung)
    {
        var (one, _) = await StartAsync(rung);
        using var client = new HttpClient(HostHttp.Handler(one)) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        await client.GetStringAsync(new Uri($"{Place}/clientip"), Cancellation);
        var seen = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetStringAsync(new Uri($"{Place}/clientip"), Cancellation)));
        Assert.Single(seen.Distinct());
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_connection_may_be_idle(Isolation rung)
    {
        var (one, _) = await StartAsync(rung);
        using var client = new HttpClient(HostHttp.Handler(one));
        foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            var first = await AskAsync();

            // Longer than the server's heartbeat, which looks every second for connections to close.
            await Task.Delay(TimeSpan.FromSeconds(2.5), Cancellation);
            Assert.Equal(first, await AskAsync());

            async Task<string> AskAsync()
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{Place}/clientip") { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
                using var response = await client.SendAsync(request, Cancellation);
                return await response.Content.ReadAsStringAsync(Cancellation);
            }
        }
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task What_comes_in_pieces_or_never_is_served_all_the_same(Isolation rung)
    {
        var (one, responder) = await StartAsync(rung);

        // Connections that say nothing: closed by their client, and one that stays.
        for (var i = 0; i < 20; i++)
        {
            (await ConnectAsync(one)).Dispose();
        }

        using var silent = await ConnectAsync(one);

        // "P" may become POST or PRI; a request that ends after it is none.
        using var slow = await ConnectAsync(one);
        foreach (var piece in new[] { "P", "RI", "NT /hostname HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" })
        {
            await slow.SendAsync(System.Text.Encoding.ASCII.GetBytes(piece), Cancellation);
        }

        Assert.StartsWith("HTTP/1.1 200 ", await ReadAllAsync(slow), StringComparison.Ordinal);
        using var torn = await ConnectAsync(one);
        await torn.SendAsync("PR"u8.ToArray(), Cancellation);
        torn.Shutdown(SocketShutdown.Send);
        Assert.DoesNotContain("HTTP/1.1 200", await ReadAllAsync(torn), StringComparison.Ordinal);

        Assert.Equal("pod", await HostHttp.CurlAsync(one, $"{Place}/hostname"));
        await responder.DisposeAsync();
        Assert.Equal("", await ReadAllAsync(silent));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task The_health_service_of_gRPC_answers(Isolation rung)
    {
        var (one, responder) = await StartAsync(rung);
        using var channel = GrpcChannel.ForAddress(Place, new GrpcChannelOptions { HttpHandler = HostHttp.Handler(one) });
        var client = new Health.HealthClient(channel);

        var call = client.CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await call).Status);
        Assert.Equal("pod", (await call.ResponseHeadersAsync).GetValue("x-pod-name"));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await CheckAsync(client, "any"));

        await responder.SetBehaviourAsync(new ResponderBehaviour { HealthStatus = 503, StatusOf = new Dictionary<string, int> { ["alive"] = 200, [new string('x', 300)] = 200 } }, Cancellation);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await CheckAsync(client, ""));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await CheckAsync(client, "ready"));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await CheckAsync(client, "alive"));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await CheckAsync(client, new string('x', 300)));

        await responder.SetBehaviourAsync(new ResponderBehaviour { ErrorRate = 1 }, Cancellation);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => CheckAsync(client, ""))).StatusCode);

        // A method that is not there.
        var strange = new Method<HealthCheckRequest, HealthCheckResponse>(
            MethodType.Unary,
            "some.Service",
            "Call",
            Marshallers.Create(message => Google.Protobuf.MessageExtensions.ToByteArray(message), HealthCheckRequest.Parser.ParseFrom),
            Marshallers.Create(message => Google.Protobuf.MessageExtensions.ToByteArray(message), HealthCheckResponse.Parser.ParseFrom));
        using var unknown = channel.CreateCallInvoker().AsyncUnaryCall(strange, null, new CallOptions(cancellationToken: Cancellation), new HealthCheckRequest());
        Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(async () => await unknown)).StatusCode);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task The_health_of_gRPC_can_be_watched(Isolation rung)
    {
        var (one, responder) = await StartAsync(rung);
        using var channel = GrpcChannel.ForAddress(Place, new GrpcChannelOptions { HttpHandler = HostHttp.Handler(one) });
        using var watch = new Health.HealthClient(channel).Watch(new HealthCheckRequest(), cancellationToken: Cancellation);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await NextAsync());
        await responder.SetBehaviourAsync(new ResponderBehaviour { HealthStatus = 500 }, Cancellation);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await NextAsync());

        // The same status again is no news.
        await responder.SetBehaviourAsync(new ResponderBehaviour { HealthStatus = 503, Delay = TimeSpan.FromSeconds(1) }, Cancellation);
        await responder.SetBehaviourAsync(ResponderBehaviour.Normal, Cancellation);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await NextAsync());

        await responder.DisposeAsync();
        await Assert.ThrowsAsync<RpcException>(NextAsync);

        async Task<HealthCheckResponse.Types.ServingStatus> NextAsync()
        {
            Assert.True(await watch.ResponseStream.MoveNext(Cancellation));
            return watch.ResponseStream.Current.Status;
        }
    }

    private static async Task<HealthCheckResponse.Types.ServingStatus> CheckAsync(Health.HealthClient client, string service) =>
        (await client.CheckAsync(new HealthCheckRequest { Service = service }, cancellationToken: Cancellation)).Status;

    private static async Task<Socket> ConnectAsync(Host host)
    {
        var socket = await host.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, Cancellation);
        socket.NoDelay = true;
        await socket.ConnectAsync(IPAddress.Parse("10.0.0.2"), 8080, Cancellation);
        return socket;
    }

    private static async Task<string> ReadAllAsync(Socket socket)
    {
        try
        {
            using var reader = new StreamReader(new NetworkStream(socket));
            return await reader.ReadToEndAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        }
        catch (IOException)
        {
            // Reset.
            return "";
        }
    }

    private async Task<(Host One, Responder Responder)> StartAsync(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        var options = new ResponderOptions { Identity = "pod", Listeners = [new(Transport.Tcp, 8080)], Headers = new Dictionary<string, string> { ["X-Pod-Name"] = "pod" } };
        return (one, await two.ListenAsync(options, Cancellation));
    }
}

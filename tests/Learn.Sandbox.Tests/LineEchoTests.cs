using System.Net;
using System.Net.Sockets;

namespace Learn.Sandbox.Tests;

public sealed class LineEchoTests(Worlds worlds)
{
    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task It_greets_and_sends_every_line_back(Isolation rung)
    {
        var (one, responder) = await StartAsync(rung);
        using var connection = await ConnectAsync(one);
        using var reader = new StreamReader(connection);
        await using var writer = new StreamWriter(connection) { AutoFlush = true, NewLine = "\n" };

        Assert.Equal($"pod {connection.Socket.LocalEndPoint}", await ReadLineAsync(reader));
        foreach (var line in new[] { "hello", "", "grün", new string('x', 200_000) })
        {
            await writer.WriteLineAsync(line.AsMemory(), Cancellation);
            Assert.Equal(line, await ReadLineAsync(reader));
        }

        // The connection outlives the listener, and a last line needs no line feed.
        await responder.StopListeningAsync(Cancellation);
        await writer.WriteAsync("last".AsMemory(), Cancellation);
        connection.Socket.Shutdown(SocketShutdown.Send);
        Assert.Equal("last", await reader.ReadToEndAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(15), Cancellation));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task It_has_faults_too(Isolation rung)
    {
        var (one, responder) = await StartAsync(rung);
        using var connection = await ConnectAsync(one);
        using var reader = new StreamReader(connection);
        await using var writer = new StreamWriter(connection) { AutoFlush = true, NewLine = "\n" };
        Assert.StartsWith("pod 10.0.0.1:", await ReadLineAsync(reader), StringComparison.Ordinal);

        // A line without an answer.
        await responder.SetBehaviourAsync(new ResponderBehaviour { ErrorRate = 1 }, Cancellation);
        await writer.WriteLineAsync("lost".AsMemory(), Cancellation);
        using (var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200)))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadLineAsync(patience.Token).AsTask());
        }

        await responder.SetBehaviourAsync(new ResponderBehaviour { CloseRate = 1 }, Cancellation);
        await writer.WriteLineAsync("close".AsMemory(), Cancellation);
        Assert.Null(await ReadLineAsync(reader));
        await responder.DisposeAsync();
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(one));
    }

    private static async Task<string?> ReadLineAsync(StreamReader reader) =>
        await reader.ReadLineAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(15), Cancellation);

    private static async Task<NetworkStream> ConnectAsync(Host host)
    {
        var socket = await host.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, Cancellation);
        await socket.ConnectAsync(IPAddress.Parse("10.0.0.2"), 7, Cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task<(Host One, Responder Responder)> StartAsync(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        return (one, await two.ListenAsync(new ResponderOptions { Identity = "pod", Listeners = [new(Transport.TcpEcho, 7)] }, Cancellation));
    }
}

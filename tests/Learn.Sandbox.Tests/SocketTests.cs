using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Learn.Sandbox.Tests;

public sealed class SocketTests(Worlds worlds)
{
    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task Datagrams_go_between_sockets_of_two_hosts(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        foreach (var (here, there) in new[] { ("10.0.0.1", "10.0.0.2"), ("fd00::1", "fd00::2") })
        {
            var address = IPAddress.Parse(there);
            using var server = await two.OpenSocketAsync(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp, Cancellation);
            using var client = await one.OpenSocketAsync(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp, Cancellation);
            server.Bind(new IPEndPoint(address, 0));
            await client.ConnectAsync(server.LocalEndPoint!, Cancellation);
            await client.SendAsync("question"u8.ToArray(), Cancellation);

            var buffer = new byte[100];
            var received = await server.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(address, 0), Cancellation);
            Assert.Equal("question", Encoding.UTF8.GetString(buffer, 0, received.ReceivedBytes));
            Assert.Equal(IPAddress.Parse(here), ((IPEndPoint)received.RemoteEndPoint).Address);

            await server.SendToAsync("answer"u8.ToArray(), SocketFlags.None, received.RemoteEndPoint, Cancellation);
            Assert.Equal("answer", Encoding.UTF8.GetString(buffer, 0, await client.ReceiveAsync(buffer, Cancellation)));
        }
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task An_HTTP_client_of_this_process_speaks_from_a_host(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        await using var responder = await two.ListenAsync(new ResponderOptions { Identity = "pod-two", Listeners = [new(Transport.Tcp, 8080)] }, Cancellation);
        using var client = new HttpClient(HostHttp.Handler(one));

        Assert.StartsWith("10.0.0.1:", await client.GetStringAsync(new Uri("http://10.0.0.2:8080/clientip"), Cancellation), StringComparison.Ordinal);
        Assert.StartsWith("[fd00::1]:", await client.GetStringAsync(new Uri("http://[fd00::2]:8080/clientip"), Cancellation), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_socket_sees_only_the_network_of_its_host(Isolation rung)
    {
        var (one, two) = await worlds.PairAsync(rung);
        using var stranger = await two.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, Cancellation);
        var error = Assert.Throws<SocketException>(() => stranger.Bind(new IPEndPoint(IPAddress.Parse("10.0.0.1"), 0)));
        Assert.Equal(SocketError.AddressNotAvailable, error.SocketErrorCode);

        // The port is refused, so the other host was reached.
        using var caller = await one.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, Cancellation);
        error = await Assert.ThrowsAsync<SocketException>(() => caller.ConnectAsync(IPAddress.Parse("10.0.0.2"), 9, Cancellation).AsTask());
        Assert.Equal(SocketError.ConnectionRefused, error.SocketErrorCode);

        var refused = await Assert.ThrowsAsync<SandboxException>(() => one.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Udp, Cancellation));
        Assert.Contains(one.Name, refused.Message, StringComparison.Ordinal);
    }
}

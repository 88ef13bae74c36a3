using System.Net;
using System.Net.Sockets;
using Learn.Sandbox;

namespace Learn.Tests.Names;

/// <summary>A name server in a host of a private world, with one zone for all tests.</summary>
public sealed class DnsServerFixture : IAsyncLifetime
{
    private World world = null!;
    private DnsServer server = null!;

    /// <summary>The host in which it serves and is asked, over the loopback interface.</summary>
    internal Host Host { get; private set; } = null!;

    /// <summary>The zone it answers from; a test may change it.</summary>
    internal DnsZone Zone { get; set; } = NameObjects.Zone;

    internal DnsQueryLog Log { get; } = new();

    internal DnsMetrics Metrics { get; } = new();

    public async ValueTask InitializeAsync()
    {
        world = await World.StartAsync(new WorldOptions());
        Host = await world.AddHostAsync("dns");
        var sockets = new List<Socket>();
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            var udp = await Host.OpenSocketAsync(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(new IPEndPoint(address, 53));
            var tcp = await Host.OpenSocketAsync(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            tcp.Bind(new IPEndPoint(address, 53));
            tcp.Listen();
            sockets.AddRange([udp, tcp]);
        }

        server = new DnsServer(sockets, new DnsResponder(() => Zone, Log, Metrics, TimeProvider.System));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await world.DisposeAsync();
    }

    /// <summary>What dig prints.</summary>
    internal async Task<string> DigAsync(params string[] arguments)
    {
        var result = await Host.RunAsync(["dig", "+time=5", "+tries=3", .. arguments], cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, $"{result.OutputText}\n{result.ErrorText}");
        return result.OutputText.TrimEnd();
    }
}

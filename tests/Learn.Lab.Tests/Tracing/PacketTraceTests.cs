using System.Net;
using System.Net.Sockets;
using Learn.Netfilter;
using Learn.Tests.EndToEnd;

namespace Learn.Tests.Tracing;

/// <summary>Single packets, traced.</summary>
public sealed class PacketTraceTests(AcrossNodesTests.ThreeNodes fixture) : IClassFixture<AcrossNodesTests.ThreeNodes>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("node-1", 30080, TraceEnd.Left)]
    [InlineData("node-2", 9, TraceEnd.Delivered)]
    public async Task A_packet_is_followed_to_its_end(string from, int port, TraceEnd end)
    {
        var packet = new Packet
        {
            Source = fixture.Lab.AddressesOf(from).First(address => address.AddressFamily == AddressFamily.InterNetwork),
            Destination = IPAddress.Parse(fixture.AddressOf("node-3", AddressFamily.InterNetwork).Address),
            SourcePort = (ushort)Random.Shared.Next(20_000, 30_000),
            DestinationPort = (ushort)port,
        };

        var trace = await fixture.Lab.TracePacketAsync(packet, from, Cancel);

        Assert.True(trace.Agrees, trace.ToString());
        Assert.Equal(end, trace.Request[^1].Path.End);
        Assert.Equal(port == 30080, trace.Request.Any(crossing => crossing.NewDestination is { Port: 8080 }));
    }

    [Fact]
    public async Task What_cannot_be_sent_is_told()
    {
        var packet = new Packet { Source = IPAddress.Parse("10.244.0.9"), Destination = IPAddress.Parse("10.244.0.1"), Protocol = IpProtocol.Icmp };

        var problem = await Assert.ThrowsAsync<LabException>(() => fixture.Lab.TracePacketAsync(packet, cancellationToken: Cancel));

        Assert.Contains("TCP, UDP and SCTP", problem.Message, StringComparison.Ordinal);
    }
}

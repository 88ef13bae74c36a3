using System.Net;
using System.Net.Sockets;

namespace Learn.Sandbox.Tests;

public sealed class HostConntrackTests(Worlds worlds)
{
    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task Connections_of_both_families_are_listed_deleted_and_flushed(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        string[][] made =
        [
            ["-p", "tcp", "-s", "10.244.0.5", "-d", "10.96.0.12", "--sport", "40312", "--dport", "80", "-r", "10.244.1.7", "-q", "172.18.0.2", "--reply-port-src", "8080", "--reply-port-dst", "40312", "--state", "ESTABLISHED", "-t", "117"],
            ["-p", "udp", "-s", "10.244.0.5", "-d", "10.96.0.10", "--sport", "5353", "--dport", "53", "-t", "100"],
            ["-p", "udp", "-s", "fd00::5", "-d", "fd00:10:96::a", "--sport", "5354", "--dport", "53", "-t", "100"],
        ];
        foreach (var arguments in made)
        {
            (await host.RunAsync(["conntrack", "-I", .. arguments], null, Cancellation)).EnsureSucceeded();
        }

        var all = await host.GetConnectionsAsync(cancellationToken: Cancellation);
        var translated = Assert.Single(await host.GetConnectionsAsync(new ConntrackFilter { ReplySource = IPAddress.Parse("10.244.1.7") }, Cancellation));
        var none = await host.DeleteConnectionsAsync(new ConntrackFilter { Protocol = "udp", DestinationPort = 54 }, Cancellation);
        var deleted = await host.DeleteConnectionsAsync(new ConntrackFilter { Protocol = "udp", DestinationPort = 53 }, Cancellation);
        var left = await host.GetConnectionsAsync(new ConntrackFilter { Family = AddressFamily.InterNetwork }, Cancellation);
        await host.FlushConnectionsAsync(Cancellation);

        Assert.Equal(3, all.Count);
        Assert.True(translated is { IsDestinationTranslated: true, IsSourceTranslated: true, State: "ESTABLISHED" }, translated.Text);
        Assert.Equal(IPEndPoint.Parse("10.96.0.12:80"), translated.Original.To);
        Assert.Empty(none);
        Assert.Equal(2, deleted.Count);
        Assert.Single(left);
        Assert.Empty(await host.GetConnectionsAsync(cancellationToken: Cancellation));
        await Assert.ThrowsAsync<CommandFailedException>(() => host.GetConnectionsAsync(new ConntrackFilter { DestinationPort = 53 }, Cancellation));
        await Assert.ThrowsAsync<CommandFailedException>(() => host.DeleteConnectionsAsync(new ConntrackFilter { DestinationPort = 53 }, Cancellation));
    }
}

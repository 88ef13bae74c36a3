using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Learn.Sandbox.Tests;

/// <summary>What the helper holds comes back to what it held.</summary>
public sealed class LeakTests
{
    // Pools breathe a little.
    private const int Breath = 5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_sockets_behaviours_and_connections_leave_no_descriptor()
    {
        await using var world = await World.StartAsync(null, Cancellation);
        var host = await world.AddHostAsync("one", Cancellation);
        await using var responder = await host.ListenAsync(
            new ResponderOptions { Identity = "one", Listeners = [new(Transport.Tcp, 8080), new(Transport.Udp, 8081), new(Transport.TcpEcho, 7)] },
            Cancellation);
        await UseAsync(50);
        var before = Descriptors(world);
        await UseAsync(1000);
        Assert.True(await Machine.SoonAsync(() => Descriptors(world) <= before + Breath), $"{before} descriptors before, {Descriptors(world)} after");

        async Task UseAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                await responder.SetBehaviourAsync(new ResponderBehaviour { ErrorRate = i % 2, CloseRate = i % 3 / 2.0 }, Cancellation);
                if (i % 10 == 0)
                {
                    await responder.StopListeningAsync(Cancellation);
                    await responder.ListenAgainAsync(Cancellation);
                }

                // Clients that say nothing, that ask, and that ask in the other version.
                foreach (var (port, question) in new[] { (8080, ""), (8080, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), (8080, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), (7, "line\n") })
                {
                    using var socket = await host.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, Cancellation);
                    await socket.ConnectAsync(IPAddress.Loopback, port, Cancellation);
                    await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(question), Cancellation);
                }

                using var datagrams = await host.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp, Cancellation);
                await datagrams.SendToAsync("hostname"u8.ToArray(), SocketFlags.None, new IPEndPoint(IPAddress.Loopback, 8081), Cancellation);
            }
        }
    }

    [Fact]
    public async Task Terminals_leave_no_descriptor_and_no_thread()
    {
        await using var world = await World.StartAsync(null, Cancellation);
        var host = await world.AddHostAsync("one", Cancellation);
        await UseAsync(10);
        var (descriptors, threads) = (Descriptors(world), Threads(world));
        await UseAsync(100);
        Assert.True(await Machine.SoonAsync(() => Descriptors(world) <= descriptors + Breath), $"{descriptors} descriptors before, {Descriptors(world)} after");
        Assert.True(await Machine.SoonAsync(() => Threads(world) <= threads + Breath), $"{threads} threads before, {Threads(world)} after");

        async Task UseAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                // Ended by themselves with what they showed unread, and hung up.
                await using var ends = await host.StartAsync(["echo", "shown"], new CommandOptions { Terminal = new TerminalOptions() }, Cancellation);
                await ends.Completion;
                await using var stays = await host.StartAsync(["cat"], new CommandOptions { Terminal = new TerminalOptions() }, Cancellation);
            }
        }
    }

    [Fact]
    public async Task Orphans_are_collected_also_when_no_command_runs()
    {
        await using var world = await World.StartAsync(null, Cancellation);
        var host = await world.AddHostAsync("one", Cancellation);
        await host.RunAsync(["sh", "-c", "setsid sleep 0.2 >/dev/null 2>&1 </dev/null &"], null, Cancellation);
        Assert.True(await Machine.SoonAsync(() => Children(world).Length == 0), $"children of the helper: {Children(world)}");
    }

    // Without the libraries: the runtime keeps each open, and loads some only when a rare branch is taken for the first time.
    private static int Descriptors(World world) =>
        Directory.GetFileSystemEntries($"/proc/{world.HelperProcessId}/fd").Count(each => TargetOf(each)?.EndsWith(".dll", StringComparison.Ordinal) == false);

    /// <summary>What a descriptor stands for; null when it was closed meanwhile.</summary>
    private static string? TargetOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static int Threads(World world) => Directory.GetDirectories($"/proc/{world.HelperProcessId}/task").Length;

    private static string Children(World world)
    {
        var id = world.HelperProcessId.ToString(CultureInfo.InvariantCulture);
        return string.Concat(Directory.GetDirectories($"/proc/{id}/task").Select(ChildrenOf)).Trim();
    }

    private static string ChildrenOf(string thread)
    {
        try
        {
            return File.ReadAllText($"{thread}/children");
        }
        catch (IOException)
        {
            // The thread has ended; its children have another one now.
            return "?";
        }
    }
}

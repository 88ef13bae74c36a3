using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Learn.Sandbox.Tests;

public sealed class HostTracingTests(Worlds worlds)
{
    private const string Rules = """
        *nat
        :PREROUTING ACCEPT [0:0]
        :INPUT ACCEPT [0:0]
        :OUTPUT ACCEPT [0:0]
        :POSTROUTING ACCEPT [0:0]
        :SERVICES - [0:0]
        :POD - [0:0]
        -A OUTPUT -m comment --comment "a \"table {\" # handle 1" -j SERVICES
        -A SERVICES -d 10.96.0.2/32 -j POD
        -A SERVICES -d 10.96.0.1/32 -p udp -j RETURN
        -A SERVICES -d 10.96.0.1/32 -p tcp -j MARK --set-xmark 0x4000/0x4000
        -A SERVICES -d 10.96.0.1/32 -p tcp -j POD
        -A POD -p tcp -j DNAT --to-destination 10.1.1.1:8080
        COMMIT
        *filter
        :INPUT ACCEPT [0:0]
        :FORWARD ACCEPT [0:0]
        :OUTPUT ACCEPT [0:0]
        -A OUTPUT -d 10.96.0.9/32 -j DROP
        COMMIT

        """;

    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_packet_is_traced_through_its_rules_with_their_handles(Isolation rung)
    {
        var host = await PrepareAsync(rung);
        string before = await SaveAsync(host);
        var handles = await host.GetRuleHandlesAsync(AddressFamily.InterNetwork, Cancellation);
        await using var trace = await host.StartTraceAsync([new TraceFilter { Protocol = 6, SourcePort = 40001 }], Cancellation);

        Assert.Equal(before, await SaveAsync(host));
        await ConnectAsync(host, "10.96.0.1", 40001);
        var events = await trace.TakeAsync(Cancellation);

        string[] jumps = [.. events.Skip(1).TakeWhile(one => one.Table != "filter").Select(one => Describe(one, handles))];
        Assert.Equal(["OUTPUT 1 Jump SERVICES", "SERVICES 3 Continue", "SERVICES 4 Jump POD", "POD 1 Accept"], jumps);
        var header = events[0].Header!;
        Assert.Equal((IPAddress.Parse("10.96.0.1"), (ushort)80, (ushort)40001, true), (header.Destination, header.DestinationPort, header.SourcePort, header.IsOpening));
        var after = events.First(one => one.Table == "filter").Header!;
        var filter = events.First(one => one is { Table: "filter", Kind: TraceEventKind.Policy });
        Assert.Equal((TraceEventKind.Policy, TraceVerdict.Accept, 0x4000u), (filter.Kind, filter.Verdict, filter.Mark));
        Assert.Equal(IPEndPoint.Parse("10.1.1.1:8080"), new IPEndPoint(after.Destination, after.DestinationPort));
        Assert.Equal("lo", after.OutInterface);
        Assert.Equal(
            ["Entered OUTPUT 10.96.0.1", "Left POSTROUTING 10.1.1.1", "Entered PREROUTING 10.1.1.1", "Delivered INPUT 10.1.1.1"],
            events.Where(one => one.Table.Length == 0).Select(one => $"{one.Kind} {one.Chain} {one.Header!.Destination}"));
        Assert.Contains(events, one => one.Table == "filter" && one.Chain == "INPUT" && one.Header!.InInterface == "lo");
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Only_what_the_filter_fits_is_traced_and_nothing_is_left(Isolation rung)
    {
        var host = await PrepareAsync(rung);
        await using (var trace = await host.StartTraceAsync([new TraceFilter { Protocol = 17, Destination = IPAddress.Parse("10.96.0.9") }], Cancellation))
        {
            using var socket = await host.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp, Cancellation);
            await socket.SendToAsync("x"u8.ToArray(), IPEndPoint.Parse("10.96.0.8:53"));
            await Assert.ThrowsAsync<SocketException>(() => socket.SendToAsync("x"u8.ToArray(), IPEndPoint.Parse("10.96.0.9:53")));
            var last = (await trace.TakeAsync(Cancellation))[^1];

            Assert.Equal(("filter", "OUTPUT", TraceVerdict.Drop), (last.Table, last.Chain, last.Verdict));
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await foreach (var happened in host.TraceAsync(new TraceFilter { Family = AddressFamily.InterNetworkV6 }, stop.Token))
            {
                Assert.Fail(happened.ToString());
            }
        });
        Assert.DoesNotContain("learn", (await host.RunAsync(["nft", "list", "tables"], null, Cancellation)).OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_legacy_backend_says_that_it_cannot_trace()
    {
        await using var world = await World.StartAsync(new WorldOptions { IptablesBackend = IptablesBackend.Legacy }, Cancellation);
        var host = await world.AddHostAsync("node", Cancellation);

        var problem = await Assert.ThrowsAsync<SandboxException>(() => host.StartTraceAsync([new TraceFilter()], Cancellation));

        Assert.Contains("legacy backend, which cannot trace", problem.Message, StringComparison.Ordinal);
        Assert.Contains("iptables-nft", problem.Message, StringComparison.Ordinal);
    }

    private async Task<Host> PrepareAsync(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        (await host.Iptables(AddressFamily.InterNetwork).RestoreAsync(Encoding.UTF8.GetBytes(Rules), cancellationToken: Cancellation)).EnsureSucceeded();
        await host.RunBatchAsync("ip", ["link set lo up", "address add 10.1.1.1/32 dev lo", "route replace default dev lo"], Cancellation);
        return host;
    }

    private static async Task<string> SaveAsync(Host host)
    {
        var saved = await host.Iptables(AddressFamily.InterNetwork).RunSaveAsync([], Cancellation);
        Assert.Empty(saved.ErrorText);
        return string.Join('\n', saved.OutputText.Split('\n').Where(line => !line.StartsWith('#')));
    }

    private static async Task ConnectAsync(Host host, string address, int from)
    {
        using var socket = await host.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, Cancellation);
        socket.Bind(new IPEndPoint(IPAddress.Any, from));

        // Nobody listens: the answer comes after the packet went all its way.
        await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(IPEndPoint.Parse($"{address}:80"), Cancellation).AsTask());
    }

    private static string Describe(TraceEvent happened, IReadOnlyList<RuleHandle> handles)
    {
        int? number = handles.SingleOrDefault(rule => rule.Table == happened.Table && rule.Handle == happened.RuleHandle)?.Number;
        return $"{happened.Chain} {number} {happened.Verdict}{(happened.Target is null ? "" : $" {happened.Target}")}";
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Learn.Sandbox.Tests;

/// <summary>Payloads that are too large for one transaction where the send buffer cannot grow: in a user namespace.</summary>
public sealed class PartwiseRestoreTests(Worlds worlds)
{
    private const string Target = "10.0.0.2:8080";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_thousand_endpoints_are_restored_without_root()
    {
        var host = await worlds.HostAsync(Isolation.UserNamespace);
        var iptables = host.Iptables(AddressFamily.InterNetwork);
        var all = Enumerable.Range(0, 300).ToList();

        Assert.True((await iptables.RestoreAsync(ServiceRules.Payload(all, 10, Target), noFlush: true, counters: true, Cancellation)).Succeeded);
        Assert.Equal(ExpectedRules(300, 10), await CountAsync(iptables));

        // The same again, and then with fewer: also the one chain that holds a rule for every service is replaced.
        Assert.True((await iptables.RestoreAsync(ServiceRules.Payload(all, 10, Target), noFlush: true, counters: true, Cancellation)).Succeeded);
        Assert.Equal(ExpectedRules(300, 10), await CountAsync(iptables));
        Assert.True((await iptables.RestoreAsync(ServiceRules.Payload(all[..200], 10, Target, all[200..]), noFlush: true, counters: true, Cancellation)).Succeeded);
        Assert.Equal(ExpectedRules(200, 10), await CountAsync(iptables));
        Assert.DoesNotContain("KUBE-SVC-0200", await SaveAsync(iptables), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(800)]
    [InlineData(50)]
    [InlineData(9)]
    public async Task The_parts_leave_what_the_whole_leaves(int budget)
    {
        var (one, two) = (await worlds.HostAsync(Isolation.UserNamespace), await worlds.HostAsync(Isolation.UserNamespace));
        var (whole, parts) = (one.Iptables(AddressFamily.InterNetwork), two.Iptables(AddressFamily.InterNetwork));
        foreach (var payload in new[]
        {
            ServiceRules.Payload([0, 1, 2, 3, 4, 5, 6, 7], 4, Target),
            ServiceRules.Payload([7, 8, 2, 3, 4, 9], 4, "10.0.0.3:9090", [0, 1, 5, 6]),
            ServiceRules.Payload([2], 4, Target, [3, 4, 7, 8, 9, 10]),
            ServiceRules.Payload([11, 2], 4, Target),
        })
        {
            (await whole.RestoreAsync(payload, noFlush: true, cancellationToken: Cancellation)).EnsureSucceeded();
            foreach (var section in RestoreSection.Read(Encoding.UTF8.GetString(payload)))
            {
                Assert.True(section.OnlyFillsItsChains);
                var existing = RestoreParts.ChainsIn(Encoding.UTF8.GetString((await parts.SaveAsync(section.Table, cancellationToken: Cancellation)).Span));
                var text = RestoreParts.Of(section, existing, budget);
                (await parts.RestoreOnceAsync(Encoding.UTF8.GetBytes(text), noFlush: true, counters: false, Cancellation)).EnsureSucceeded();
            }

            Assert.Equal(await SaveAsync(whole), await SaveAsync(parts));
        }
    }

    [Fact]
    public async Task No_connection_fails_while_the_rules_change_in_parts()
    {
        var (one, two) = await worlds.PairAsync(Isolation.UserNamespace);
        await using var responder = await two.ListenAsync(new ResponderOptions { Identity = "pod", Listeners = [new(Transport.Tcp, 8080)] }, Cancellation);
        await one.RunBatchAsync("ip", ["route add default via 10.0.0.2"], Cancellation);
        var iptables = one.Iptables(AddressFamily.InterNetwork);
        var all = Enumerable.Range(0, 600).ToList();
        await ApplyAsync(ServiceRules.Payload(all[..500], 1, Target));
        Assert.True((await iptables.RunAsync(["-t", "nat", "-A", "OUTPUT", "-j", "KUBE-SERVICES"], Cancellation)).Succeeded);

        // What no rule has changed the target of is refused at once.
        Assert.True((await iptables.RunAsync(["-A", "OUTPUT", "-d", "10.96.0.0/12", "-j", "REJECT"], Cancellation)).Succeeded);
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(ServiceRules.Address(599)));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var connections = 0;
        var traffic = new[] { 0, 250, 499 }.Select(service => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await ConnectAsync(ServiceRules.Address(service));
                Interlocked.Increment(ref connections);
            }
        })).ToList();
        await ApplyAsync(ServiceRules.Payload(all, 1, Target));
        await ApplyAsync(ServiceRules.Payload(all[..500], 1, Target, all[500..]));
        await ApplyAsync(ServiceRules.Payload([.. all[..500].AsEnumerable().Reverse()], 1, Target));
        await stop.CancelAsync();
        await Task.WhenAll(traffic);
        Assert.NotEqual(0, connections);
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(ServiceRules.Address(599)));

        async Task ApplyAsync(byte[] payload) => (await iptables.RestoreAsync(payload, noFlush: true, counters: true, Cancellation)).EnsureSucceeded();

        async Task ConnectAsync(string address)
        {
            using var socket = await one.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, Cancellation);

            // A reset at the end leaves no port behind that waits.
            socket.LingerState = new LingerOption(true, 0);
            await socket.ConnectAsync(IPAddress.Parse(address), 80, Cancellation);
        }
    }

    [Fact]
    public async Task What_cannot_be_cut_says_why()
    {
        var buffer = int.Parse(await File.ReadAllTextAsync("/proc/sys/net/core/wmem_default", Cancellation), System.Globalization.CultureInfo.InvariantCulture);
        if (buffer > 500_000)
        {
            // This machine's send buffers are large enough for the payload.
            return;
        }

        var host = await worlds.HostAsync(Isolation.UserNamespace);
        var iptables = host.Iptables(AddressFamily.InterNetwork);
        var payload = ServiceRules.Payload([.. Enumerable.Range(0, 300)], 2, Target);

        // Without --noflush the whole table goes, at once or not at all; and rules of chains that are not the payload's cannot be told apart from what is there.
        var appending = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(payload).Replace("-A KUBE-MARK-MASQ -j", "-A OUTPUT -j", StringComparison.Ordinal));
        foreach (var result in new[]
        {
            await iptables.RestoreAsync(payload, cancellationToken: Cancellation),
            await iptables.RestoreAsync(appending, noFlush: true, cancellationToken: Cancellation),
        })
        {
            Assert.False(result.Succeeded);
            Assert.Contains("net.core.wmem_default", result.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("KUBE-SVC", await SaveAsync(iptables), StringComparison.Ordinal);
        }
    }

    private static int ExpectedRules(int services, int endpoints) => 1 + 1 + services + (services * endpoints * 3);

    private static async Task<int> CountAsync(IptablesCommand iptables) => (await SaveAsync(iptables)).Split('\n').Count(line => line.StartsWith("-A ", StringComparison.Ordinal));

    private static async Task<string> SaveAsync(IptablesCommand iptables) =>
        string.Join('\n', Encoding.UTF8.GetString((await iptables.SaveAsync(cancellationToken: Cancellation)).Span).Split('\n').Where(line => !line.StartsWith('#')));
}

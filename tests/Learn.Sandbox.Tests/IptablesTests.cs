using System.Net.Sockets;
using System.Text;

namespace Learn.Sandbox.Tests;

public sealed class IptablesTests
{
    private const string Payload = """
        *nat
        :KUBE-SERVICES - [0:0]
        :KUBE-SEP-A - [0:0]
        -A KUBE-SERVICES -m comment --comment "a b" -m statistic --mode random --probability 0.5000000000 -j KUBE-SEP-A
        -A KUBE-SEP-A -m comment --comment plain -j RETURN
        COMMIT

        """;

    public static TheoryData<Isolation, IptablesBackend, AddressFamily> Kinds
    {
        get
        {
            var kinds = new TheoryData<Isolation, IptablesBackend, AddressFamily>();
            foreach (var rung in Machine.Rungs)
            {
                foreach (var backend in Enum.GetValues<IptablesBackend>())
                {
                    kinds.Add(rung, backend, AddressFamily.InterNetwork);
                    kinds.Add(rung, backend, AddressFamily.InterNetworkV6);
                }
            }

            return kinds;
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Rules_are_restored_saved_and_refused(Isolation rung, IptablesBackend backend, AddressFamily family)
    {
        await using var world = await World.StartAsync(new WorldOptions { Isolation = rung, IptablesBackend = backend }, Cancellation);
        var host = await world.AddHostAsync("node", Cancellation);
        var iptables = host.Iptables(family);
        Assert.Equal(backend, iptables.Backend);
        Assert.Equal(backend, world.Report.Iptables!.Backend);
        Assert.Equal(["mangle", "filter", "nat"], world.Report.Iptables.TablesIPv4);
        Assert.Equal(["mangle", "filter", "nat"], world.Report.Iptables.TablesIPv6);
        Assert.Matches(@"\A1\.\d+(\.\d+)?\z", world.Report.Iptables.Version);

        // Restore and save.
        var result = await iptables.RestoreAsync(Encoding.UTF8.GetBytes(Payload), noFlush: true, counters: true, Cancellation);
        Assert.True(result.Succeeded, result.ToString());
        var saved = await SaveAsync(iptables);
        Assert.Contains("-A KUBE-SERVICES -m comment --comment \"a b\" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-A\n", saved, StringComparison.Ordinal);

        // Single commands.
        Assert.True((await iptables.RunAsync(["-t", "nat", "-N", "OTHER"], Cancellation)).Succeeded);
        Assert.NotEqual(0, (await iptables.RunAsync(["-t", "nat", "-N", "OTHER"], Cancellation)).ExitCode);

        // A refused payload names its line and changes nothing.
        var before = await SaveAsync(iptables);
        var bad = Payload.Replace("-j RETURN", "-j NOWHERE", StringComparison.Ordinal);
        result = await iptables.RestoreAsync(Encoding.UTF8.GetBytes(bad), noFlush: true, cancellationToken: Cancellation);
        Assert.False(result.Succeeded);
        Assert.Contains(result.Line!.Value, new[] { 5, 6 });
        Assert.Equal(bad.Split('\n')[result.Line.Value - 1], result.LineText);
        Assert.Contains(result.LineText!, Assert.Throws<SandboxException>(result.EnsureSucceeded).Message, StringComparison.Ordinal);
        Assert.Equal(before, await SaveAsync(iptables));

        // --noflush kept the other chain; without it, it goes.
        Assert.Contains(":OTHER ", before, StringComparison.Ordinal);
        Assert.True((await iptables.RestoreAsync(Encoding.UTF8.GetBytes(Payload), cancellationToken: Cancellation)).Succeeded);
        Assert.DoesNotContain(":OTHER ", await SaveAsync(iptables), StringComparison.Ordinal);

        // Another host has none of it.
        var other = await world.AddHostAsync("other", Cancellation);
        Assert.DoesNotContain("KUBE", await SaveAsync(other.Iptables(family)), StringComparison.Ordinal);
        Assert.Contains("[0:0] -A KUBE-SEP-A", Encoding.UTF8.GetString((await iptables.SaveAsync("nat", counters: true, Cancellation)).Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*nat\n:A - [0:0]\n-A A -m nosuchmatch -j RETURN\nCOMMIT\n", 3)]
    [InlineData("*nat\n-A NOCHAIN -j RETURN\nCOMMIT\n", 2)]
    [InlineData("*nat\nnonsense\nCOMMIT\n", 2)]
    public async Task The_offending_line_is_found(string payload, int line)
    {
        await using var world = await World.StartAsync(new WorldOptions { Isolation = Isolation.UserNamespace }, Cancellation);
        var result = await world.Root.Iptables(AddressFamily.InterNetwork).RestoreAsync(Encoding.UTF8.GetBytes(payload), cancellationToken: Cancellation);
        Assert.False(result.Succeeded);
        Assert.Equal(payload.Split('\n')[line - 1], result.LineText);
        Assert.Equal(line, result.Line);
    }

    [Fact]
    public async Task Other_families_are_refused()
    {
        await using var world = await World.StartAsync(new WorldOptions { Isolation = Isolation.UserNamespace }, Cancellation);
        Assert.Throws<ArgumentOutOfRangeException>(() => world.Root.Iptables(AddressFamily.Unix));
    }

    private static async Task<string> SaveAsync(IptablesCommand iptables) =>
        string.Join('\n', Encoding.UTF8.GetString((await iptables.SaveAsync("nat", cancellationToken: Cancellation)).Span).Split('\n').Where(line => !line.StartsWith('#')));
}

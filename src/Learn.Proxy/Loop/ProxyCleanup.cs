using System.Buffers;
using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// What <c>kube-proxy --cleanup</c> does for one family: it takes the rules of the iptables mode away, then those of the IPVS mode. Some
/// chains remain: KUBE-MARK-MASQ, the canaries, and KUBE-FIREWALL with its jumps.
/// </summary>
public static class ProxyCleanup
{
    private static readonly (string Table, string From, string Comment, string Chain)[] s_ipvsJumps =
    [
        ("nat", "OUTPUT", "kubernetes service portals", "KUBE-SERVICES"),
        ("nat", "PREROUTING", "kubernetes service portals", "KUBE-SERVICES"),
        ("nat", "POSTROUTING", "kubernetes postrouting rules", "KUBE-POSTROUTING"),
        ("filter", "FORWARD", "kubernetes forwarding rules", "KUBE-FORWARD"),
        ("filter", "INPUT", "kubernetes health check rules", "KUBE-NODE-PORT"),
        ("filter", "INPUT", "kube-proxy firewall rules", "KUBE-PROXY-FIREWALL"),
        ("filter", "FORWARD", "kube-proxy firewall rules", "KUBE-PROXY-FIREWALL"),
        ("filter", "INPUT", "kubernetes ipvs access filter", "KUBE-IPVS-FILTER"),
        ("filter", "OUTPUT", "kubernetes ipvs access filter", "KUBE-IPVS-OUT-FILTER"),
    ];

    private static readonly (string Table, string Chain)[] s_ipvsChains =
    [
        ("nat", "KUBE-SERVICES"), ("nat", "KUBE-POSTROUTING"), ("nat", "KUBE-NODE-PORT"), ("nat", "KUBE-LOAD-BALANCER"),
        ("filter", "KUBE-FORWARD"), ("filter", "KUBE-NODE-PORT"), ("filter", "KUBE-PROXY-FIREWALL"),
        ("filter", "KUBE-SOURCE-RANGES-FIREWALL"), ("filter", "KUBE-IPVS-FILTER"), ("filter", "KUBE-IPVS-OUT-FILTER"),
    ];

    private static readonly string[] s_natChains = [ProxyChains.Services, ProxyChains.NodePorts, ProxyChains.Postrouting];

    private static readonly string[] s_filterChains =
        [ProxyChains.Services, ProxyChains.ExternalServices, ProxyChains.Forward, ProxyChains.NodePorts];

    /// <summary>Cleans up.</summary>
    /// <param name="commands">The node.</param>
    /// <param name="family">The family.</param>
    /// <param name="cancellation">Gives up; what was done stays done.</param>
    public static async ValueTask RunAsync(INodeCommands commands, IpFamily family, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(commands);
        await RunAsync(commands, IptablesCommands.Version(family), cancellation);
        foreach (ChainSetup setup in ChainSetup.For(family))
        {
            if (setup.Chain != ProxyChains.KubeletFirewall && await RunAsync(commands, setup.Check, cancellation))
            {
                await RunAsync(commands, setup.Delete, cancellation);
            }
        }

        await RemoveChainsAsync(commands, family, "nat", cancellation);
        await RemoveChainsAsync(commands, family, "filter", cancellation);
        foreach ((string table, string from, string comment, string chain) in s_ipvsJumps)
        {
            var jump = new ChainSetup(family, table, from, chain, comment, NewConnectionsOnly: false);
            if (await RunAsync(commands, jump.Check, cancellation))
            {
                await RunAsync(commands, jump.Delete, cancellation);
            }
        }

        foreach ((string table, string chain) in s_ipvsChains)
        {
            await RunAsync(commands, IptablesCommands.Flush(family, table, chain), cancellation);
        }

        foreach ((string table, string chain) in s_ipvsChains)
        {
            await RunAsync(commands, IptablesCommands.Delete(family, table, chain), cancellation);
        }
    }

    /// <summary>The payload that removes kube-proxy's chains from a table.</summary>
    /// <param name="family">The family.</param>
    /// <param name="table">nat or filter.</param>
    /// <param name="existing">The chains of the table.</param>
    public static ReadOnlyMemory<byte> Payload(IpFamily family, string table, IEnumerable<string> existing)
    {
        ArgumentNullException.ThrowIfNull(existing);
        var present = existing.ToImmutableSortedSet(StringComparer.Ordinal);
        string[] removed = table == "nat"
            ? [.. s_natChains.Where(present.Contains), .. present.Where(ProxyChains.IsServiceChain)]
            : [.. s_filterChains.Where(present.Contains)];
        var output = new ArrayBufferWriter<byte>();
        var writer = new RuleWriter(output, family, TextStyle.Restore);
        writer.BeginTable(table);
        foreach (string chain in removed)
        {
            writer.DeclareChain(chain);
        }

        foreach (string chain in removed)
        {
            writer.DeleteChain(chain);
        }

        writer.Commit();
        return output.WrittenMemory;
    }

    private static async ValueTask RemoveChainsAsync(INodeCommands commands, IpFamily family, string table, CancellationToken cancellation)
    {
        NodeCommandResult saved = await commands.RunAsync(IptablesCommands.Save(family, table), default, cancellation);
        if (saved.Succeeded)
        {
            ReadOnlyMemory<byte> payload = Payload(family, table, SyncInput.ChainsOf(saved.Output.Span));
            await commands.RunAsync(IptablesCommands.Restore(family, table), payload, cancellation);
        }
    }

    private static async ValueTask<bool> RunAsync(INodeCommands commands, ImmutableArray<string> argv, CancellationToken cancellation) =>
        (await commands.RunAsync(argv, default, cancellation)).Succeeded;
}

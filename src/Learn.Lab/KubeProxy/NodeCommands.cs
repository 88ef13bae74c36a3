using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;
using Learn.Proxy;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// What a node's kube-proxy does to its node, by the real programs. The forty commands with which kube-proxy makes sure of its fixed chains
/// before a full sync are answered from one look at the rules (<see cref="FixedChains"/>), which has added what was missing: the rules
/// come out the same, in a tenth of the time.
/// </summary>
internal sealed class NodeCommands(LabNode node) : INodeCommands
{
    private static readonly NodeCommandResult Done = new(0, default, "");
    private static readonly NodeCommandResult ChainExists = new(1, default, "iptables: Chain already exists.");

    // Families whose fixed chains were made sure of since their last restore.
    private readonly HashSet<IpFamily> ensured = [];

    /// <inheritdoc/>
    public async ValueTask<NodeCommandResult> RunAsync(ImmutableArray<string> argv, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        var family = argv[0].StartsWith("ip6", StringComparison.Ordinal) ? IpFamily.IPv6 : IpFamily.IPv4;
        switch (argv[0])
        {
            case "iptables-restore" or "ip6tables-restore":
                ensured.Remove(family);
                var restored = await Iptables(family).RestoreAsync(input, noFlush: true, counters: true, cancellation);
                return restored.Succeeded ? Done : new NodeCommandResult(restored.ExitCode, default, restored.ToString());
            case "iptables-save" or "ip6tables-save":
                return Done with { Output = await Iptables(family).SaveAsync("nat", cancellationToken: cancellation) };
            case "iptables" or "ip6tables":
                return await AnswerAsync(family, argv, cancellation);
            default:
                var result = await node.Host.RunAsync(argv, new CommandOptions { StandardInput = input }, cancellation);
                return new NodeCommandResult(result.ExitCode, result.Output, result.ErrorText);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string?> GetSysctlAsync(string key, CancellationToken cancellation) => await node.Host.GetSysctlAsync(key, cancellation);

    /// <inheritdoc/>
    public async ValueTask<bool> SetSysctlAsync(SysctlSetting setting, CancellationToken cancellation)
    {
        // The limits of connection tracking belong to the machine and cannot be set from a namespace. kube-proxy goes on without them in
        // a container too; without route_localnet it does not.
        bool isSet = await node.Host.TryEnsureSysctlAsync(setting.Key, setting.Value, cancellation);
        RouteLocalnetRefused |= !isSet && setting.Key == SysctlSetting.RouteLocalnet;
        return isSet;
    }

    /// <summary>Whether node ports cannot answer on 127.0.0.1, because /proc/sys is read-only here.</summary>
    public bool RouteLocalnetRefused { get; private set; }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<IPAddress>> GetLocalAddressesAsync(CancellationToken cancellation)
        => ValueTask.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Loopback, IPAddress.IPv6Loopback, .. node.LocalAddresses]);

    private IptablesCommand Iptables(IpFamily family)
        => node.Host.Iptables(family);

    private async ValueTask<NodeCommandResult> AnswerAsync(IpFamily family, ImmutableArray<string> argv, CancellationToken cancellation)
    {
        if (argv.Contains("--version") || (argv.Contains("-S") && argv.Contains("POSTROUTING")))
        {
            // Whether iptables works is known: the world tried it when it started.
            return Done;
        }

        bool creates = argv.Contains("-N");
        if (creates && ensured.Add(family))
        {
            await FixedChains.EnsureAsync(node.Host, family, cancellation);
        }

        if ((creates || argv.Contains("-C")) && ensured.Contains(family))
        {
            return creates ? ChainExists : Done;
        }

        var result = await Iptables(family).RunAsync([.. WithoutLock(argv)], cancellation);
        return new NodeCommandResult(result.ExitCode, result.Output, result.ErrorText);
    }

    // "iptables -w 5 -W 100000 -S …": the sandbox waits for the lock in its own way.
    private static IEnumerable<string> WithoutLock(ImmutableArray<string> argv) => argv is [_, "-w", _, "-W", _, ..] ? argv[5..] : argv[1..];
}

using System.Collections.Immutable;
using System.Net;
using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Passes on what kube-proxy calls, and writes it down in the manner of the captures.</summary>
internal sealed class RecordingNode(ICaseNode inner) : INodeCommands
{
    /// <summary>The calls: exit status, a tab, the command line.</summary>
    internal List<(IpFamily Family, string Line)> Log { get; } = [];

    /// <summary>The payloads of syncs, whether they were applied or refused.</summary>
    internal List<(IpFamily Family, string Payload)> Restores { get; } = [];

    public async ValueTask<NodeCommandResult> RunAsync(ImmutableArray<string> argv, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        NodeCommandResult result = await inner.RunAsync(argv, input, cancellation);
        IpFamily family = argv[0].StartsWith("ip6", StringComparison.Ordinal) || argv.Contains("ipv6") ? IpFamily.IPv6 : IpFamily.IPv4;
        if (argv[0].EndsWith("-restore", StringComparison.Ordinal) && !argv.Contains("-T"))
        {
            // A restore of one table is not a sync, but a part of a cleanup.
            Restores.Add((family, Encoding.UTF8.GetString(input.Span)));
        }

        // The captures leave out polls that found the canary, and repetitions of one call.
        bool isQuietPoll = result.Succeeded && argv.Contains("-S") && argv.Contains(ProxyChains.Canary);
        string line = $"{result.ExitCode}\t{string.Join(' ', argv)}";
        if (!isQuietPoll && (Log.Count == 0 || Log[^1] != (family, line)))
        {
            Log.Add((family, line));
        }

        return result;
    }

    public ValueTask<string?> GetSysctlAsync(string key, CancellationToken cancellation) => inner.GetSysctlAsync(key, cancellation);

    public ValueTask<bool> SetSysctlAsync(SysctlSetting setting, CancellationToken cancellation) => inner.SetSysctlAsync(setting, cancellation);

    public ValueTask<IReadOnlyList<IPAddress>> GetLocalAddressesAsync(CancellationToken cancellation) => inner.GetLocalAddressesAsync(cancellation);

    internal void Clear()
    {
        Log.Clear();
        Restores.Clear();
    }
}

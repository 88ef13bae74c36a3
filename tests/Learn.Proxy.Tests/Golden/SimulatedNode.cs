using System.Collections.Immutable;
using System.Net;
using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>A node made of simulated tables. It writes down what kube-proxy calls.</summary>
internal sealed class SimulatedNode(IReadOnlyList<IPAddress> addresses) : INodeCommands
{
    private static readonly string[] s_programs = ["iptables", "ip6tables"];
    private readonly Dictionary<string, string> _sysctls = new()
    {
        [SysctlSetting.RouteLocalnet] = "0",
        [SysctlSetting.TcpBeLiberal] = "0",
    };

    internal SimulatedTables Tables(IpFamily family) => family == IpFamily.IPv4 ? IPv4 : IPv6;

    internal SimulatedTables IPv4 { get; } = new(IpFamily.IPv4);

    internal SimulatedTables IPv6 { get; } = new(IpFamily.IPv6);

    internal SimulatedConntrack Conntrack { get; } = new();

    internal IReadOnlyList<IPAddress> Addresses { get; } = addresses;

    /// <summary>The calls, with their exit status, in the manner of the captured logs.</summary>
    internal List<(IpFamily Family, string Line)> Log { get; } = [];

    /// <summary>The payloads of syncs, whether they were applied or refused.</summary>
    internal List<(IpFamily Family, string Payload)> Restores { get; } = [];

    internal string Sysctl(string key) => _sysctls.GetValueOrDefault(key, "0");

    public ValueTask<NodeCommandResult> RunAsync(ImmutableArray<string> argv, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        TablesResult result = Execute(argv, input);
        IpFamily family = argv[0].StartsWith("ip6", StringComparison.Ordinal) || argv.Contains("ipv6") ? IpFamily.IPv6 : IpFamily.IPv4;
        bool isQuietPoll = result.Succeeded && argv.Contains("-S") && argv.Contains(ProxyChains.Canary);
        string line = $"{result.ExitCode}\t{string.Join(' ', argv)}";

        // The captures leave out polls that found the canary, and repetitions of one call.
        if (!isQuietPoll && (Log.Count == 0 || Log[^1] != (family, line)))
        {
            Log.Add((family, line));
        }

        return new(new NodeCommandResult(result.ExitCode, Encoding.UTF8.GetBytes(result.Output), result.Problem));
    }

    public ValueTask<string?> GetSysctlAsync(string key, CancellationToken cancellation) => new(_sysctls.GetValueOrDefault(key));

    public ValueTask<bool> SetSysctlAsync(SysctlSetting setting, CancellationToken cancellation)
    {
        _sysctls[setting.Key] = setting.Value;
        return new(true);
    }

    public ValueTask<IReadOnlyList<IPAddress>> GetLocalAddressesAsync(CancellationToken cancellation) => new(Addresses);

    internal TablesResult Execute(ImmutableArray<string> argv, ReadOnlyMemory<byte> input)
    {
        if (argv[0] == "conntrack" && argv[1] == "-D")
        {
            return new TablesResult(Conntrack.Delete(argv));
        }

        string program = argv[0].Split('-')[0];
        if (!s_programs.Contains(program))
        {
            return new TablesResult(127, $"{argv[0]}: command not found");
        }

        SimulatedTables tables = program == "iptables" ? IPv4 : IPv6;
        switch (argv[0][program.Length..])
        {
            case "-save":
                string? table = argv.IndexOf("-t") is >= 0 and var at ? argv[at + 1] : null;
                return new TablesResult(0) { Output = tables.Save(table).ToSaveText() };
            case "-restore":
                TablesResult restored = tables.Restore(input.Span, argv.Contains("--noflush"), argv.Contains("--counters"));
                if (!argv.Contains("-T"))
                {
                    // A restore of one table is not a sync, but a part of a cleanup.
                    Restores.Add((tables.Family, Encoding.UTF8.GetString(input.Span)));
                }

                return restored;
            default:
                return argv.Contains("--version")
                    ? new TablesResult(0) { Output = "iptables v1.8.9 (nf_tables)\n" }
                    : tables.Run([.. argv.Skip(1)]);
        }
    }
}

using System.Collections.Immutable;
using System.Net;
using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// A node made of simulated tables: it works on any operating system and without privileges. Its shell knows iptables and a few words
/// more; what it does not know is an error that says so.
/// </summary>
/// <param name="addresses">The addresses of its interfaces, loopback first.</param>
public sealed class SimulatedNode(ImmutableArray<IPAddress> addresses) : ICaseNode
{
    private const int CommandNotFound = 127;
    private static readonly string[] s_programs = ["iptables", "ip6tables"];

    private readonly Dictionary<string, string> _sysctls = new(StringComparer.Ordinal)
    {
        [SysctlSetting.RouteLocalnet] = "0",
        [SysctlSetting.TcpBeLiberal] = "0",
    };

    private readonly SimulatedTables _ipv4 = new(IpFamily.IPv4), _ipv6 = new(IpFamily.IPv6);

    /// <summary>The addresses of its interfaces, loopback first.</summary>
    public ImmutableArray<IPAddress> Addresses { get; } = addresses;

    internal SimulatedConntrack Conntrack { get; } = new();

    /// <summary>The tables of a family.</summary>
    public SimulatedTables Tables(IpFamily family) => family == IpFamily.IPv4 ? _ipv4 : _ipv6;

    /// <inheritdoc/>
    public ValueTask<NodeCommandResult> RunAsync(ImmutableArray<string> argv, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        TablesResult result = Run(argv, input);
        return new(new NodeCommandResult(result.ExitCode, Encoding.UTF8.GetBytes(result.Output), result.Problem));
    }

    /// <inheritdoc/>
    public ValueTask<string?> GetSysctlAsync(string key, CancellationToken cancellation) => new(_sysctls.GetValueOrDefault(key, "0"));

    /// <inheritdoc/>
    public ValueTask<bool> SetSysctlAsync(SysctlSetting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        _sysctls[setting.Key] = setting.Value;
        return new(true);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<IPAddress>> GetLocalAddressesAsync(CancellationToken cancellation) => new(Addresses);

    /// <inheritdoc/>
    public ValueTask ExecuteAsync(string script, CancellationToken cancellation)
    {
        new NodeShell(this).Run(script);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<string> SaveAsync(IpFamily family, CancellationToken cancellation) => new(Tables(family).Save().ToSaveText());

    /// <inheritdoc/>
    public ValueTask<HealthAnswer?> ProbeAsync(Uri url, NodeProxy? proxy, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (proxy is null)
        {
            return new(default(HealthAnswer));
        }

        if (HealthRequests.IsForProxy(proxy.Configuration, url.Port))
        {
            return new(HealthRequests.Answer(proxy, url.AbsolutePath));
        }

        ImmutableArray<IPAddress> listening = HealthRequests.ServiceAddresses(proxy, Addresses);
        return new(listening.IsEmpty || listening.Contains(IPAddress.Parse(url.Host)) ? proxy.AnswerHealthCheck(url.Port) : null);
    }

    internal TablesResult Run(ImmutableArray<string> argv, ReadOnlyMemory<byte> input)
    {
        if (argv[0] == "conntrack" && argv[1] == "-D")
        {
            return new TablesResult(Conntrack.Delete(argv));
        }

        string program = argv[0].Split('-')[0];
        if (!s_programs.Contains(program))
        {
            return new TablesResult(CommandNotFound, $"{argv[0]}: command not found");
        }

        SimulatedTables tables = Tables(program == "iptables" ? IpFamily.IPv4 : IpFamily.IPv6);
        return argv[0][program.Length..] switch
        {
            "-save" => new TablesResult(0) { Output = tables.Save(argv.IndexOf("-t") is >= 0 and var at ? argv[at + 1] : null).ToSaveText() },
            "-restore" => tables.Restore(input.Span, argv.Contains("--noflush"), argv.Contains("--counters")),
            _ when argv.Contains("--version") => new TablesResult(0) { Output = "iptables v1.8.9 (nf_tables)\n" },
            _ => tables.Run([.. argv.Skip(1)]),
        };
    }
}

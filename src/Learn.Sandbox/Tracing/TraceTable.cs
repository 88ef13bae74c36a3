using System.Globalization;
using System.Text;

namespace Learn.Sandbox;

/// <summary>The table that marks packets to be traced. It stands before conntrack and before every table of iptables.</summary>
internal sealed class TraceTable(Host host)
{
    /// <summary>How the names of these tables begin; events in them are not told.</summary>
    public const string Prefix = "learn_trace_";

    private const int Priority = -450;
    private static int s_lastNumber;

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}_{Interlocked.Increment(ref s_lastNumber)}");

    /// <summary>Puts the table in place.</summary>
    public async Task AddAsync(IReadOnlyList<TraceFilter> filters, CancellationToken cancellationToken)
    {
        string rules = string.Concat(filters.Select(filter => $"{filter.Expression} meta nftrace set 1\n"));
        await RunAsync($"table inet {_name} {{\n{Chain("prerouting", rules)}{Chain("output", rules)}}}\n", cancellationToken);
    }

    /// <summary>Takes it away again.</summary>
    public Task RemoveAsync() => RunAsync($"delete table inet {_name}\n", CancellationToken.None);

    private static string Chain(string hook, string rules) =>
        string.Create(CultureInfo.InvariantCulture, $"chain {hook} {{\ntype filter hook {hook} priority {Priority}; policy accept;\n{rules}}}\n");

    private async Task RunAsync(string script, CancellationToken cancellationToken) =>
        (await host.RunAsync(["nft", "-f", "-"], new CommandOptions { StandardInput = Encoding.UTF8.GetBytes(script) }, cancellationToken)).EnsureSucceeded();
}

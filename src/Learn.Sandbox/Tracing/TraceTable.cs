using System.Globalization;
using System.Text;

namespace Learn.Sandbox;

/// <summary>
/// The table that marks packets to be traced, before conntrack and before every table of iptables; and that tells, behind them all, that
/// a marked packet has come through.
/// </summary>
internal sealed class TraceTable(Host host)
{
    private const string Prefix = "learn_trace_";
    private const int BeforeAll = -450;
    private const int AfterAll = 1000;
    private static int s_lastNumber;

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}_{Interlocked.Increment(ref s_lastNumber)}");

    /// <summary>Whether a table is one of these: this one, or that of another trace.</summary>
    public static bool IsOne(string table) => table.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Puts the table in place.</summary>
    public async Task AddAsync(IReadOnlyList<TraceFilter> filters, CancellationToken cancellationToken)
    {
        string rules = string.Concat(filters.Select(filter => $"{filter.Expression} meta nftrace set 1\n"));
        await RunAsync($"table inet {_name} {{\n{Chain("prerouting", BeforeAll, rules)}{Chain("output", BeforeAll, rules)}{Chain("input", AfterAll)}{Chain("postrouting", AfterAll)}}}\n", cancellationToken);
    }

    /// <summary>Takes it away again.</summary>
    public Task RemoveAsync() => RunAsync($"delete table inet {_name}\n", CancellationToken.None);

    /// <summary>
    /// What an event in a chain of this table means; null for one in another table. The event with the packet's header counts: there is one for each
    /// packet and chain.
    /// </summary>
    public (TraceEventKind Kind, string Chain)? Meaning(string table, string chain) => table != _name ? null : chain switch
        {
            "input" => (TraceEventKind.Delivered, "INPUT"),
            "postrouting" => (TraceEventKind.Left, "POSTROUTING"),
            "output" => (TraceEventKind.Entered, "OUTPUT"),
            _ => (TraceEventKind.Entered, "PREROUTING"),
        };

    private static string Chain(string hook, int priority, string rules = "") =>
        string.Create(CultureInfo.InvariantCulture, $"chain {hook} {{\ntype filter hook {hook} priority {priority}; policy accept;\n{rules}}}\n");

    private async Task RunAsync(string script, CancellationToken cancellationToken) =>
        (await host.RunAsync(["nft", "-f", "-"], new CommandOptions { StandardInput = Encoding.UTF8.GetBytes(script) }, cancellationToken)).EnsureSucceeded();
}

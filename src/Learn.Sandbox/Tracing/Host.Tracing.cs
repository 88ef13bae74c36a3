using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Learn.Sandbox;

/// <content>Tracing: what the kernel itself says about a packet's way through its tables.</content>
public sealed partial class Host
{
    /// <summary>
    /// Traces packets of this host from the moment when this returns until what it returns is disposed. For that a table of its own is put before
    /// all others, in nf_tables directly: <c>iptables-save</c> does not show it, and packets pass it unchanged.
    /// </summary>
    /// <param name="filters">Which packets: those that one of these fits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SandboxException">The legacy backend of iptables is in use, which has no such trace; or the kernel has none.</exception>
    /// <exception cref="CommandNotFoundException">nft is not installed.</exception>
    public Task<PacketTrace> StartTraceAsync(IReadOnlyList<TraceFilter> filters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filters);
        return PacketTrace.StartAsync(this, filters, cancellationToken);
    }

    /// <summary>Traces packets of this host as long as somebody asks for the next event.</summary>
    /// <param name="filter">Which packets.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SandboxException">As for <see cref="StartTraceAsync"/>; or events came faster than they were read, and some are lost.</exception>
    public async IAsyncEnumerable<TraceEvent> TraceAsync(TraceFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var trace = await StartTraceAsync([filter], cancellationToken);
        while (true)
        {
            await trace.WaitAsync(cancellationToken);
            foreach (var happened in await trace.TakeAsync(cancellationToken))
            {
                yield return happened;
            }
        }
    }

    /// <summary>The kernel's numbers for the rules of this host, with which a <see cref="TraceEvent"/> names them, in the order of the chains.</summary>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SandboxException">The kernel has no nf_tables.</exception>
    public async Task<IReadOnlyList<RuleHandle>> GetRuleHandlesAsync(AddressFamily family, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            using var socket = await World.AskForSocketAsync(new HelperRequest.OpenRuleSocket(Name, (int)family), cancellationToken);
            if (await RuleMessages.ReadAllAsync(socket, cancellationToken) is { } rules)
            {
                return rules;
            }
        }
    }
}

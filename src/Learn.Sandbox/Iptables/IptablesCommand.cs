using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>iptables or ip6tables in one host.</summary>
public sealed class IptablesCommand
{
    // The legacy backend has one lock per machine view; kube-proxy waits five seconds too.
    private static readonly string[] Wait = ["-w", "5"];

    private readonly IptablesPrograms _programs;

    internal IptablesCommand(Host host, AddressFamily family, IptablesPrograms programs)
    {
        Host = host;
        Family = family;
        _programs = programs;
    }

    /// <summary>The host.</summary>
    public Host Host { get; }

    /// <summary>IPv4 or IPv6.</summary>
    public AddressFamily Family { get; }

    /// <summary>The backend in use.</summary>
    public IptablesBackend Backend => Host.World.Report.Iptables!.Backend;

    /// <summary>
    /// Gives a payload to <c>iptables-restore</c>. If it is refused, nothing of it is applied (nf_tables), or nothing of the table at fault (legacy, which
    /// commits table by table). With <paramref name="noFlush"/>, a table that is too large for one transaction (without root on the machine: more than some
    /// 300 rules) is applied in several, in an order in which no packet meets half of a change.
    /// </summary>
    /// <param name="payload">UTF-8 text as iptables-restore reads it.</param>
    /// <param name="noFlush">Keeps chains that the payload does not name (<c>--noflush</c>).</param>
    /// <param name="counters">Sets the packet counters (<c>--counters</c>).</param>
    /// <param name="cancellationToken">Kills it.</param>
    public async Task<RestoreResult> RestoreAsync(ReadOnlyMemory<byte> payload, bool noFlush = false, bool counters = false, CancellationToken cancellationToken = default)
    {
        if (noFlush && payload.Length >= Host.World.SmallestRefusedRestore)
        {
            return await new PartwiseRestore(this, counters).RunAsync(payload, refused: null, cancellationToken);
        }

        var result = await RestoreOnceAsync(payload, noFlush, counters, cancellationToken);
        if (!PartwiseRestore.IsNeeded(result))
        {
            return result;
        }

        Host.World.SmallestRefusedRestore = Math.Min(Host.World.SmallestRefusedRestore, payload.Length);
        return noFlush ? await new PartwiseRestore(this, counters).RunAsync(payload, result, cancellationToken) : PartwiseRestore.Explain(result);
    }

    /// <summary>What <c>iptables-save</c> prints, as UTF-8.</summary>
    /// <param name="table">One table, or null for all that exist.</param>
    /// <param name="counters">With the packet counters of the rules (<c>--counters</c>).</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="CommandFailedException">It failed.</exception>
    public async Task<ReadOnlyMemory<byte>> SaveAsync(string? table = null, bool counters = false, CancellationToken cancellationToken = default)
    {
        List<string> arguments = [_programs.Save];
        if (table is not null)
        {
            arguments.AddRange(["-t", table]);
        }

        if (counters)
        {
            arguments.Add("--counters");
        }

        return (await Host.RunAsync(arguments, null, cancellationToken)).EnsureSucceeded().Output;
    }

    /// <summary>Runs <c>iptables</c> with arguments, for example <c>-t nat -N MY-CHAIN</c>; waits up to five seconds for its lock.</summary>
    public Task<CommandResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default) =>
        Host.RunAsync([_programs.Command, .. Wait, .. arguments], null, cancellationToken);

    /// <summary>Runs <c>iptables-save</c> with arguments, for example <c>-t nat</c>, however it ends.</summary>
    public Task<CommandResult> RunSaveAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default) =>
        Host.RunAsync([_programs.Save, .. arguments], null, cancellationToken);

    internal async Task<RestoreResult> RestoreOnceAsync(ReadOnlyMemory<byte> payload, bool noFlush, bool counters, CancellationToken cancellationToken)
    {
        List<string> arguments = [_programs.Restore, .. Wait];
        if (noFlush)
        {
            arguments.Add("--noflush");
        }

        if (counters)
        {
            arguments.Add("--counters");
        }

        var result = await Host.RunAsync(arguments, new CommandOptions { StandardInput = payload }, cancellationToken);
        return RestoreResult.Of(result, payload.Span);
    }
}

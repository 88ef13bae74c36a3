using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>iptables or ip6tables in one host.</summary>
public sealed class IptablesCommand
{
    internal IptablesCommand(Host host, AddressFamily family)
    {
        Host = host;
        Family = family;
    }

    /// <summary>The host.</summary>
    public Host Host { get; }

    /// <summary>IPv4 or IPv6.</summary>
    public AddressFamily Family { get; }

    /// <summary>The backend in use.</summary>
    public IptablesBackend Backend => throw new NotImplementedException();

    /// <summary>Gives a payload to <c>iptables-restore</c>. A payload that is refused changes nothing in the table at fault.</summary>
    /// <param name="payload">UTF-8 text as iptables-restore reads it.</param>
    /// <param name="noFlush">Keeps chains that the payload does not name (<c>--noflush</c>).</param>
    /// <param name="counters">Sets the packet counters (<c>--counters</c>).</param>
    /// <param name="cancellationToken">Kills it.</param>
    public Task<RestoreResult> RestoreAsync(ReadOnlyMemory<byte> payload, bool noFlush = false, bool counters = false, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>What <c>iptables-save</c> prints, as UTF-8.</summary>
    /// <param name="table">One table, or null for all.</param>
    /// <param name="counters">With the packet counters of the rules (<c>--counters</c>).</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="CommandFailedException">It failed.</exception>
    public Task<ReadOnlyMemory<byte>> SaveAsync(string? table = null, bool counters = false, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Runs <c>iptables</c> with arguments, for example <c>-t nat -N MY-CHAIN</c>; waits up to five seconds for its lock.</summary>
    public Task<CommandResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}

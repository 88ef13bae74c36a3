using System.Collections.Immutable;
using System.Net;

namespace Learn.Proxy;

/// <summary>What kube-proxy does to its node. The edge implements it with real programs, tests with simulated tables.</summary>
public interface INodeCommands
{
    /// <summary>Runs a program: iptables and its relatives, or conntrack.</summary>
    /// <param name="argv">The program and its arguments.</param>
    /// <param name="input">Standard input; may be empty.</param>
    /// <param name="cancellation">Ends the program.</param>
    ValueTask<NodeCommandResult> RunAsync(ImmutableArray<string> argv, ReadOnlyMemory<byte> input, CancellationToken cancellation);

    /// <summary>Reads a sysctl; null if it does not exist.</summary>
    /// <param name="key">The name with dots.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<string?> GetSysctlAsync(string key, CancellationToken cancellation);

    /// <summary>Sets a sysctl. False if the machine does not let us.</summary>
    /// <param name="setting">Name and value.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<bool> SetSysctlAsync(SysctlSetting setting, CancellationToken cancellation);

    /// <summary>The addresses of the node's interfaces, loopback included, both families.</summary>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<IReadOnlyList<IPAddress>> GetLocalAddressesAsync(CancellationToken cancellation);
}

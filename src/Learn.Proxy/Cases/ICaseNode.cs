using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>The machine on which a case is lived through: simulated, or a real namespace.</summary>
public interface ICaseNode : INodeCommands
{
    /// <summary>Runs a shell command, as another program on the node would.</summary>
    /// <param name="script">What <c>sh -c</c> gets.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CaseException">It failed, or this machine cannot do it.</exception>
    ValueTask ExecuteAsync(string script, CancellationToken cancellation);

    /// <summary>What <c>iptables-save</c> prints, with counters zero and without comment lines.</summary>
    /// <param name="family">The family.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<string> SaveAsync(IpFamily family, CancellationToken cancellation);

    /// <summary>Asks a health server of kube-proxy.</summary>
    /// <param name="url">Where: <c>http://127.0.0.1:10256/healthz</c>.</param>
    /// <param name="proxy">The kube-proxy of this machine; null while it is stopped.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The answer; null if nobody listens there.</returns>
    ValueTask<HealthAnswer?> ProbeAsync(Uri url, NodeProxy? proxy, CancellationToken cancellation);
}

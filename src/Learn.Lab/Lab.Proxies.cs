namespace Learn;

/// <content>Stopping and starting kube-proxy.</content>
public sealed partial class Lab
{
    /// <summary>Whether the kube-proxy of a node runs.</summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public bool IsProxyRunning(string? node = null) => control.AgentOf(control.Nodes.Get(node)).Proxy is not null;

    /// <summary>
    /// Stops the kube-proxy of a node, as if its process were killed: the rules that it wrote stay in the kernel and go on working, changes do not
    /// arrive any more, its health and metrics ports are closed. Nothing waits for it while it is stopped. If it is stopped already, nothing happens.
    /// </summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public async Task StopProxyAsync(string? node = null, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        await control.StopProxyAsync(control.Nodes.Get(node));
        await SettleAsync(cancellationToken);
    }

    /// <summary>
    /// Starts the kube-proxy of a node again, and returns when the full sync with which each kube-proxy begins is over. If it runs already, nothing happens.
    /// </summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public Task StartProxyAsync(string? node = null, CancellationToken cancellationToken = default)
    {
        control.StartProxy(control.Nodes.Get(node));
        return SettleAsync(cancellationToken);
    }
}

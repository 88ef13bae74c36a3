namespace Learn;

/// <summary>A node and the two programs of the cluster that run on it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Kubelet">Its kubelet.</param>
/// <param name="Proxy">Its kube-proxy; null while that is stopped.</param>
internal sealed record NodeAgent(LabNode Node, Kubelet Kubelet, NodeProxyWorker? Proxy)
{
    /// <summary>The programs that run.</summary>
    public IReadOnlyList<Worker> Workers => Proxy is null ? [Kubelet] : [Kubelet, Proxy];
}

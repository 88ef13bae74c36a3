namespace Learn;

/// <summary>A node and the two programs of the cluster that run on it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Kubelet">Its kubelet.</param>
/// <param name="Proxy">Its kube-proxy.</param>
internal sealed record NodeAgent(LabNode Node, Kubelet Kubelet, NodeProxyWorker Proxy)
{
    /// <summary>Both programs.</summary>
    public IReadOnlyList<Worker> Workers => [Kubelet, Proxy];
}

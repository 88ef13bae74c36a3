namespace Learn.Proxy;

/// <summary>
/// The <c>detectLocalMode</c> of a KubeProxyConfiguration: how kube-proxy tells traffic of pods from other traffic.
/// Source: Kubernetes reference, kube-proxy configuration v1alpha1, <c>LocalMode</c>.
/// </summary>
public enum LocalDetection
{
    /// <summary>Traffic whose source is in <c>clusterCIDR</c>. The default.</summary>
    ClusterCidr,

    /// <summary>Traffic whose source is in the pod CIDR of the node (<c>spec.podCIDRs</c>).</summary>
    NodeCidr,

    /// <summary>Traffic that comes in by <c>detectLocal.bridgeInterface</c>.</summary>
    BridgeInterface,

    /// <summary>Traffic that comes in by an interface whose name begins with <c>detectLocal.interfaceNamePrefix</c>.</summary>
    InterfaceNamePrefix,
}

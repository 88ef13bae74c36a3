namespace Learn.Proxy;

/// <summary>Who writes rules on a node of a cluster.</summary>
public enum RuleOwner
{
    /// <summary>Nobody who is known here: an administrator, a firewall, another program.</summary>
    Unknown,

    /// <summary>kube-proxy in its iptables mode, of any version.</summary>
    KubeProxy,

    /// <summary>kube-proxy in its IPVS mode.</summary>
    KubeProxyIpvs,

    /// <summary>The kubelet.</summary>
    Kubelet,

    /// <summary>A network plugin: Calico, Cilium, flannel, Weave Net, kube-router, the CNI portmap plugin and others.</summary>
    NetworkPlugin,

    /// <summary>A container engine: Docker, Podman.</summary>
    ContainerEngine,
}

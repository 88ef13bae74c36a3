namespace Learn.Proxy;

/// <summary>What a chain is there for.</summary>
public enum ChainRole
{
    /// <summary>Unknown here: a chain of others.</summary>
    Other,

    /// <summary>The kernel calls it: PREROUTING, INPUT, FORWARD, OUTPUT, POSTROUTING.</summary>
    BuiltIn,

    /// <summary>nat KUBE-SERVICES: traffic to the addresses of Services; filter KUBE-SERVICES: those without endpoints.</summary>
    Services,

    /// <summary>filter KUBE-EXTERNAL-SERVICES: Services without endpoints, from outside.</summary>
    ExternalServices,

    /// <summary>KUBE-NODEPORTS.</summary>
    NodePorts,

    /// <summary>nat KUBE-POSTROUTING.</summary>
    Postrouting,

    /// <summary>nat KUBE-MARK-MASQ.</summary>
    MarkMasquerade,

    /// <summary>KUBE-MARK-DROP, of the kubelet and older versions.</summary>
    MarkDrop,

    /// <summary>filter KUBE-FORWARD.</summary>
    Forward,

    /// <summary>filter KUBE-PROXY-FIREWALL.</summary>
    ProxyFirewall,

    /// <summary>filter KUBE-FIREWALL.</summary>
    KubeletFirewall,

    /// <summary>KUBE-PROXY-CANARY.</summary>
    Canary,

    /// <summary>KUBE-KUBELET-CANARY, KUBE-IPTABLES-HINT.</summary>
    KubeletCanary,

    /// <summary>KUBE-SVC-…: chooses among all endpoints.</summary>
    Service,

    /// <summary>KUBE-SVL-…: chooses among the endpoints of this node.</summary>
    LocalService,

    /// <summary>KUBE-EXT-…: traffic from outside.</summary>
    External,

    /// <summary>KUBE-FW-…: source ranges of the load balancer.</summary>
    Firewall,

    /// <summary>KUBE-SEP-…: an endpoint.</summary>
    Endpoint,

    /// <summary>KUBE-XLB-…: external traffic of Services with policy Local, before version 1.24.</summary>
    OldExternalLocal,

    /// <summary>A chain of the IPVS mode: KUBE-LOAD-BALANCER, KUBE-NODE-PORT, KUBE-IPVS-FILTER and others.</summary>
    Ipvs,
}

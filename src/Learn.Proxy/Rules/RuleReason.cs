namespace Learn.Proxy;

/// <summary>Why kube-proxy writes a rule.</summary>
public enum RuleReason
{
    /// <summary>A jump from a base chain to one of kube-proxy's.</summary>
    Jump,

    /// <summary>A rule that does not depend on any Service.</summary>
    Fixed,

    /// <summary>The last rule of nat KUBE-SERVICES: the way to the node ports.</summary>
    NodePortsLast,

    /// <summary>Traffic to the cluster IP.</summary>
    ClusterIP,

    /// <summary>Traffic to an external IP.</summary>
    ExternalIP,

    /// <summary>Traffic to an ingress address of the load balancer.</summary>
    LoadBalancerIP,

    /// <summary>Traffic to the node port.</summary>
    NodePort,

    /// <summary>Answers would not find their way back: traffic to the cluster IP that is masqueraded.</summary>
    MasqueradeClusterIP,

    /// <summary>Traffic from outside that is masqueraded, since its endpoint may be on another node.</summary>
    MasqueradeExternal,

    /// <summary>Traffic of pods to an external address, which takes the short way to all endpoints.</summary>
    PodShortCut,

    /// <summary>Traffic of the node itself to an external address, which is masqueraded.</summary>
    MasqueradeLocal,

    /// <summary>Traffic of the node itself to an external address, which takes the short way to all endpoints.</summary>
    LocalShortCut,

    /// <summary>The rest of the traffic from outside goes to the endpoints that the policy allows.</summary>
    ExternalPolicy,

    /// <summary>A source range that may use the load balancer.</summary>
    SourceRange,

    /// <summary>The node may use the load balancer, and its packets may carry the ingress address as their source.</summary>
    SourceRangeOfNode,

    /// <summary>A rule without effect whose comment says that the rest is dropped elsewhere.</summary>
    FirewallRemark,

    /// <summary>Traffic to an ingress address that no source range let in.</summary>
    FirewallDrop,

    /// <summary>The service port has no usable endpoint at all.</summary>
    NoEndpoints,

    /// <summary>A policy wants endpoints of this node, and there are none.</summary>
    NoLocalEndpoints,

    /// <summary>The health check node port.</summary>
    HealthCheckNodePort,

    /// <summary>A client that was here before gets its endpoint again.</summary>
    Affinity,

    /// <summary>An endpoint is chosen by chance.</summary>
    Choose,

    /// <summary>A pod that reaches itself through the Service is masqueraded, or it would answer itself directly.</summary>
    Hairpin,

    /// <summary>The destination becomes the endpoint.</summary>
    Translate,
}

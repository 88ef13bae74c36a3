using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Which Service, port, endpoint and reason made a rule of kube-proxy.</summary>
/// <param name="reason">The reason.</param>
/// <param name="port">The service port; null for rules that do not depend on a Service.</param>
/// <param name="endpoint">The endpoint; null for rules that are not about one.</param>
public sealed class ProxyRuleOrigin(RuleReason reason, ServicePort? port, Endpoint? endpoint) : RuleOrigin
{
    /// <summary>Why the rule exists.</summary>
    public RuleReason Reason { get; } = reason;

    /// <summary>The service port; null for rules that do not depend on a Service.</summary>
    public ServicePort? Port { get; } = port;

    /// <summary>The endpoint; null for rules that are not about one.</summary>
    public Endpoint? Endpoint { get; } = endpoint;

    /// <summary>The field of the Service (or, for endpoints, of its EndpointSlices) that made the rule; null without a Service.</summary>
    public string? Field => Port is null ? null : Reason switch
    {
        RuleReason.ClusterIP or RuleReason.MasqueradeClusterIP => "spec.clusterIPs",
        RuleReason.ExternalIP => "spec.externalIPs",
        RuleReason.LoadBalancerIP => "status.loadBalancer.ingress",
        RuleReason.NodePort => $"spec.ports[{Port.Index}].nodePort",
        RuleReason.MasqueradeExternal or RuleReason.PodShortCut or RuleReason.MasqueradeLocal or RuleReason.LocalShortCut
            or RuleReason.ExternalPolicy => "spec.externalTrafficPolicy",
        RuleReason.SourceRange or RuleReason.SourceRangeOfNode or RuleReason.FirewallRemark or RuleReason.FirewallDrop
            => "spec.loadBalancerSourceRanges",
        RuleReason.NoLocalEndpoints => Port.InternalPolicyLocal ? "spec.internalTrafficPolicy" : "spec.externalTrafficPolicy",
        RuleReason.HealthCheckNodePort => "spec.healthCheckNodePort",
        RuleReason.Affinity => "spec.sessionAffinity",
        _ => "endpoints",
    };

    /// <inheritdoc/>
    public override string Describe() => Reason switch
    {
        RuleReason.Jump => "kube-proxy hooks its own chains into the chain that the kernel calls.",
        RuleReason.Fixed => "kube-proxy writes this rule on every node, whatever Services exist.",
        RuleReason.NodePortsLast => "Traffic that no Service address claimed is tried against the node ports, last of all.",
        RuleReason.ClusterIP => $"Traffic to the cluster IP {Port!.ClusterIP} of {Port}.",
        RuleReason.ExternalIP => $"Traffic to an external IP of {Port}.",
        RuleReason.LoadBalancerIP => $"Traffic to a load balancer address of {Port}.",
        RuleReason.NodePort => $"Traffic to node port {Port!.NodePort} of {Port}.",
        RuleReason.MasqueradeClusterIP =>
            $"Traffic to the cluster IP of {Port} that does not come from a pod, or all of it, is marked for masquerading.",
        RuleReason.MasqueradeExternal =>
            $"Traffic from outside to {Port} is marked for masquerading, since its endpoint may be on another node.",
        RuleReason.PodShortCut => $"Pods that use an external address of {Port} may use all its endpoints.",
        RuleReason.MasqueradeLocal => $"Traffic of this node to an external address of {Port} is marked for masquerading.",
        RuleReason.LocalShortCut => $"Traffic of this node to an external address of {Port} may use all its endpoints.",
        RuleReason.ExternalPolicy => $"Other traffic from outside to {Port} goes to the endpoints that externalTrafficPolicy allows.",
        RuleReason.SourceRange => $"A source range that may use the load balancer of {Port}.",
        RuleReason.SourceRangeOfNode => $"The node itself may use the load balancer of {Port}.",
        RuleReason.FirewallRemark => $"What no source range of {Port} let in is dropped in the filter table; this rule only says so.",
        RuleReason.FirewallDrop => $"Traffic to a load balancer address of {Port} from outside its source ranges is dropped.",
        RuleReason.NoEndpoints => $"{Port} has no usable endpoint: clients are told so at once.",
        RuleReason.NoLocalEndpoints => $"{Port} wants endpoints of this node, and there are none: the traffic is dropped.",
        RuleReason.HealthCheckNodePort => $"The health check node port {Port!.HealthCheckNodePort} of {Port} may be reached.",
        RuleReason.Affinity => $"A client of {Port} that endpoint {Endpoint} served within {Port!.AffinitySeconds} s goes there again.",
        RuleReason.Choose => $"Endpoint {Endpoint} gets its share of the traffic to {Port}.",
        RuleReason.Hairpin => $"Endpoint {Endpoint} of {Port} may reach itself through the Service; its traffic is masqueraded then.",
        _ => $"The destination becomes endpoint {Endpoint} of {Port}.",
    };
}

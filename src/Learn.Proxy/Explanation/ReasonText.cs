namespace Learn.Proxy;

/// <summary>Why rules exist, in words.</summary>
internal static class ReasonText
{
    internal static string Of(RuleExplanation rule) => rule.Reason switch
    {
        RuleReason.Jump => "kube-proxy's own chains have to be called from those that the kernel calls.",
        RuleReason.Fixed => "kube-proxy writes this rule on every node, whatever Services exist.",
        RuleReason.NodePortsLast => "Node ports are tried after all addresses of Services, so that a Service address that is also the node's is found first.",
        RuleReason.ClusterIP => "The cluster IP belongs to no machine: rules on every node stand for it.",
        RuleReason.ExternalIP => "The Service names external IPs: traffic that arrives at a node for one of them belongs to it.",
        RuleReason.LoadBalancerIP => "Traffic that already stands on a node need not make the detour by the load balancer.",
        RuleReason.NodePort => "The Service is open on this port of every node.",
        RuleReason.MasqueradeClusterIP => "Whoever is not a pod may not be reachable from the endpoint's node: the answer has to come back by this node.",
        RuleReason.MasqueradeExternal => "The endpoint may be on another node: only this one can translate the answer back (externalTrafficPolicy: Cluster).",
        RuleReason.PodShortCut => "A pod of the cluster is no outside client: the policy Local is not for it.",
        RuleReason.MasqueradeLocal => "The node's own packets may carry an address that the endpoint could not answer to.",
        RuleReason.LocalShortCut => "The node itself is no outside client: the policy Local is not for it.",
        RuleReason.ExternalPolicy when rule.Service?.IsExternalPolicyLocal == true => "externalTrafficPolicy: Local keeps the client's address and asks for endpoints on this node.",
        RuleReason.ExternalPolicy => "externalTrafficPolicy: Cluster allows every endpoint.",
        RuleReason.SourceRange => "The Service lets only some sources use its load balancer.",
        RuleReason.SourceRangeOfNode => "One of the source ranges contains the node, and its packets to the load balancer address may carry that address themselves.",
        RuleReason.FirewallRemark => "A remark for people: it has no target, so it does nothing.",
        RuleReason.FirewallDrop => "In the nat table nothing can be dropped, so it is done here.",
        RuleReason.NoEndpoints => "No endpoint is ready (nor serving while it terminates): clients are told so at once, instead of waiting.",
        RuleReason.NoLocalEndpoints => "A traffic policy Local wants endpoints of this node, and it has none.",
        RuleReason.HealthCheckNodePort => "The load balancer asks each node whether it has endpoints; a strict INPUT chain must not keep it out.",
        RuleReason.Affinity => "The Service asks for sessionAffinity: ClientIP, so a client comes back to its endpoint for a while.",
        RuleReason.Choose => "Every usable endpoint gets the same share of the connections.",
        RuleReason.Hairpin => "Without it a pod that reaches itself would see its own address as the client's and answer itself directly, past the translation.",
        RuleReason.Translate => "The packet must carry the address of the pod to get there; connection tracking translates all that follow, and the answers back.",
        _ => OfOwner(rule.Owner),
    };

    internal static string? FeatureOf(RuleExplanation rule) => rule.Reason switch
    {
        null => null,
        RuleReason.Jump or RuleReason.Fixed => "kube-proxy's frame",
        RuleReason.NodePortsLast or RuleReason.NodePort => "node ports",
        RuleReason.ClusterIP => "cluster IP",
        RuleReason.ExternalIP => "external IPs",
        RuleReason.LoadBalancerIP => "load balancer",
        RuleReason.MasqueradeClusterIP => "masquerading of what is not from pods",
        RuleReason.MasqueradeExternal or RuleReason.PodShortCut or RuleReason.MasqueradeLocal or RuleReason.LocalShortCut
            or RuleReason.ExternalPolicy => "external traffic policy",
        RuleReason.SourceRange or RuleReason.SourceRangeOfNode or RuleReason.FirewallRemark or RuleReason.FirewallDrop
            => "load balancer source ranges",
        RuleReason.NoEndpoints => "Services without endpoints",
        RuleReason.NoLocalEndpoints => "traffic policy Local",
        RuleReason.HealthCheckNodePort => "health check node port",
        RuleReason.Affinity => "session affinity",
        RuleReason.Hairpin => "hairpin traffic",
        _ => "load balancing",
    };

    internal static string OfOwner(RuleOwner owner) => owner switch
    {
        RuleOwner.KubeProxy => "kube-proxy has written it, probably another version than those that are known here in detail.",
        RuleOwner.KubeProxyIpvs => "Probably kube-proxy has written it, in its IPVS mode.",
        RuleOwner.Kubelet => "Probably the kubelet has written it.",
        RuleOwner.NetworkPlugin => "Probably a network plugin has written it.",
        RuleOwner.ContainerEngine => "Probably a container engine has written it, such as Docker or Podman.",
        _ => "Not one of kube-proxy's rules; who wrote it does not show.",
    };
}

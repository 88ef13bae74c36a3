namespace Learn.Proxy;

/// <summary>What the chains of kube-proxy and the kubelet are there for.</summary>
internal static class ChainText
{
    /// <summary>A few words for a mention in parentheses; null where the name of the chain says it.</summary>
    internal static string? Name(ChainReading chain) => chain.Role switch
    {
        ChainRole.Service when chain.Service is { } service => service.Name,
        ChainRole.LocalService when chain.Service is { } service => $"{service.Name}, on this node",
        ChainRole.External when chain.Service is { } service => $"{service.Name}, from outside",
        ChainRole.Firewall when chain.Service is { } service => $"source ranges of {service.Name}",
        ChainRole.OldExternalLocal when chain.Service is { } service => $"{service.Name}, from outside, on this node",
        ChainRole.Endpoint when chain.Endpoint is { } endpoint => $"endpoint {endpoint.Address}",
        _ => null,
    };

    /// <summary>A few words for a heading.</summary>
    internal static string Title(ChainReading chain, ProxyVocabulary? names) => chain.Role switch
    {
        ChainRole.BuiltIn => "called by the kernel",
        ChainRole.Services when chain.Table == "nat" => "traffic to the addresses of Services",
        ChainRole.Services => "Services without endpoints, refused or dropped",
        ChainRole.ExternalServices => "traffic from outside to Services that have no endpoint for it",
        ChainRole.NodePorts when chain.Table == "nat" => "traffic to node ports",
        ChainRole.NodePorts => "health check node ports",
        ChainRole.Postrouting => "masquerades what is marked for it",
        ChainRole.MarkMasquerade => "marks for masquerading",
        ChainRole.MarkDrop => "marks for dropping (of the kubelet and older versions)",
        ChainRole.Forward => "lets traffic of Services pass through the node",
        ChainRole.ProxyFirewall => "drops what source ranges did not let in",
        ChainRole.KubeletFirewall => "guards 127.0.0.0/8 from outside",
        ChainRole.Canary => "kube-proxy's canary",
        ChainRole.KubeletCanary => "the kubelet's mark",
        ChainRole.Service => $"chooses an endpoint of {chain.Service}",
        ChainRole.LocalService => $"chooses an endpoint of {chain.Service} on this node",
        ChainRole.External => $"traffic from outside to {chain.Service}",
        ChainRole.Firewall => $"source ranges of {chain.Service}",
        ChainRole.Endpoint when chain.Endpoint is { } endpoint => $"endpoint {names?.Endpoint(endpoint.Address) ?? endpoint.Address} of {chain.Service}",
        ChainRole.Endpoint => $"an endpoint of {chain.Service?.ToString() ?? "some Service"}",
        ChainRole.OldExternalLocal => $"traffic from outside to {chain.Service} (before version 1.24)",
        ChainRole.Ipvs => "of kube-proxy's IPVS mode",
        _ => "not one of kube-proxy's chains",
    };

    /// <summary>What it does, in a sentence or two; empty where nobody here knows.</summary>
    internal static string Purpose(ChainReading chain) => chain.Role switch
    {
        ChainRole.Services when chain.Table == "nat" =>
            "Compares the destination with the address and port of each Service, and sends what it finds to the chain of that Service.",
        ChainRole.Services => "Answers at once for Services that have no endpoint, so that clients need not wait.",
        ChainRole.ExternalServices => "Answers at once for Services that have no endpoint for it, when they are reached by a node port, an external IP or a load balancer address.",
        ChainRole.NodePorts when chain.Table == "nat" => "Compares the destination port with each node port.",
        ChainRole.NodePorts => "Lets the health checks of load balancers in.",
        ChainRole.Postrouting => "Gives what carries the mark an address of this node as its source, so that the answer comes back by here and is translated back.",
        ChainRole.MarkMasquerade => "Sets the mark by which KUBE-POSTROUTING knows what to masquerade: here it is too early, since only after routing is it known by which interface a packet leaves.",
        ChainRole.MarkDrop => "Marks packets that the filter table drops then; newer versions of kube-proxy and of the kubelet do without it.",
        ChainRole.Forward => "Lets through what kube-proxy has translated, even if the policy of FORWARD is DROP.",
        ChainRole.ProxyFirewall => "Traffic to a load balancer address that was not translated is from a source that its Service does not allow.",
        ChainRole.KubeletFirewall => "Node ports on 127.0.0.1 need the sysctl route_localnet, which also lets neighbours reach 127.0.0.0/8; this chain closes that again.",
        ChainRole.Canary => "Always empty. If it is gone, somebody has flushed the table, and kube-proxy writes everything anew.",
        ChainRole.KubeletCanary => "Always empty. Tells the kubelet, or tools, which iptables backend is in use and whether somebody has flushed the table.",
        ChainRole.Service => "One rule for each endpoint, chosen by chance: of n endpoints the first gets 1 in n, the next 1 in n-1 of the rest, the last all that is left, so all have the same share.",
        ChainRole.LocalService => "The same choice, among the endpoints on this node only, as a traffic policy Local wants.",
        ChainRole.External => "Where traffic by node port, external IP or load balancer address goes: here it is decided whether it is masqueraded and which endpoints it may use.",
        ChainRole.Firewall => "Lets the sources that spec.loadBalancerSourceRanges names go on; the rest comes back untranslated and is dropped in the filter table.",
        ChainRole.Endpoint => "Translates the destination to this endpoint.",
        _ => "",
    };
}

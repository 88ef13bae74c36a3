using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>The fields of the two documents that are no API objects: <c>kind: Lab</c> and <c>kind: KubeProxyConfiguration</c>.</summary>
internal static class LabSchema
{
    private static readonly string[] Booleans = ["true", "false"];
    private static readonly string[] Families = ["IPv4", "IPv6"];

    /// <summary>How a lab is built.</summary>
    public static IReadOnlyList<FieldSchema> Lab { get; } =
    [
        Field("apiVersion", "text", $"Always {LabManifest.ApiVersion}.", [LabManifest.ApiVersion]),
        Field("kind", "text", "Lab.", [LabManifest.Kind]),
        Map("metadata", "About the lab itself.", Field("name", "text", "The lab's name, by which other terminals find it. Without one it gets a name of its own.")),
        Map(
            "spec",
            "How the lab is built.",
            Field("nodeCount", "integer", "Number of nodes, 1 to 250; they are called node-1 and so on. Default 1."),
            new FieldSchema("nodes", "list of map")
            {
                DocumentedBy = () => "The nodes one by one, instead of nodeCount.",
                FieldsFrom = () =>
                [
                    Field("name", "text", "The node's name."),
                    Field("zone", "text", "The zone it stands in (label topology.kubernetes.io/zone)."),
                    Field("labels", "map of names to text", "Labels of the Node object."),
                ],
            },
            Field("zones", "list of text", "Zones over which the nodes are spread in turn."),
            Field("clients", "list of text", "Hosts outside the cluster. Default: client alone."),
            Field("ipFamilies", "list of text", "IPv4, IPv6 or both, the primary one first. Default IPv4.", Families),
            Field("podCIDRs", "list of text", "The ranges of pod addresses, one for each family."),
            Field("serviceCIDRs", "list of text", "The ranges of cluster IPs, one for each family."),
            Field("nodeCIDRs", "list of text", "The ranges of node addresses, one for each family."),
            Field("loadBalancerCIDRs", "list of text", "The ranges of load balancer addresses, one for each family."),
            Field("iptablesBackend", "text", "Which iptables is used. Default: what works here.", ["nft", "legacy"]),
            Field("clusterDns", "true or false", "Whether the cluster has a DNS server. Default true.", Booleans),
            Field("nodeMonitorGracePeriod", "duration, such as 40s", "How long a node may be silent before the cluster takes it for lost. Default 40s."),
            Field("healthCheckPeriod", "duration, such as 1s", "How often the load balancer asks each node for its health. Default 1s."),
            Field("crashBackoff", "duration, such as 10s", "How long a crashed container waits for its first restart. Default 10s."),
            Field("patience", "duration, such as 2m", "How long is waited for everything to be in effect. Default 2m."),
            Field("seed", "integer", "Fixes what is drawn by lot, so that two runs look the same. Default 1.")),
    ];

    /// <summary>kube-proxy's configuration.</summary>
    public static IReadOnlyList<FieldSchema> KubeProxy { get; } =
    [
        Field("apiVersion", "text", $"Always {ProxyConfiguration.ApiVersion}.", [ProxyConfiguration.ApiVersion]),
        Field("kind", "text", "KubeProxyConfiguration.", [ProxyConfiguration.Kind]),
        Field("mode", "text", "How rules are written; iptables is what this lab runs.", ["iptables"]),
        Field("clusterCIDR", "text", "The range of the pods, or one for each family with a comma between: traffic from elsewhere to a cluster IP is masqueraded."),
        Field("detectLocalMode", "text", "How traffic of this node's pods is recognised.", ["ClusterCIDR", "NodeCIDR", "BridgeInterface", "InterfaceNamePrefix"]),
        Map(
            "detectLocal",
            "What detectLocalMode needs to know.",
            Field("bridgeInterface", "text", "The bridge of the pods, for the mode BridgeInterface."),
            Field("interfaceNamePrefix", "text", "How the interfaces of pods begin, for the mode InterfaceNamePrefix.")),
        Field("nodePortAddresses", "list of text", "The networks whose addresses of a node take node ports. Default: all."),
        Field("hostnameOverride", "text", "The node's name, where it is not the host's."),
        Field("bindAddress", "text", "An address of the primary family."),
        Field("healthzBindAddress", "text", "Where /healthz is served. Default 0.0.0.0:10256."),
        Field("metricsBindAddress", "text", "Where metrics are served."),
        Field("configSyncPeriod", "duration, such as 15m", "How often everything is read anew."),
        Field("featureGates", "map of names to true or false", "Features switched on or off by name."),
        Map("iptables", "The mode iptables.", [.. Rules, Field("localhostNodePorts", "true or false", "Whether node ports are reached by 127.0.0.1. Default true.", Booleans)]),
        Map("nftables", "The mode nftables.", Rules),
        Map(
            "conntrack",
            "Limits and times of connection tracking.",
            Field("maxPerCore", "integer", "Connections for each core; 0 leaves the limit as it is."),
            Field("min", "integer", "The least number of connections."),
            Field("tcpEstablishedTimeout", "duration, such as 24h", "How long an idle connection is remembered."),
            Field("tcpCloseWaitTimeout", "duration, such as 1h", "How long a half-closed connection is remembered."),
            Field("tcpBeLiberal", "true or false", "Whether packets outside of the window are let through.", Booleans),
            Field("udpTimeout", "duration, such as 30s", "How long a UDP flow without an answer is remembered."),
            Field("udpStreamTimeout", "duration, such as 180s", "How long a UDP flow with answers is remembered.")),
    ];

    private static FieldSchema[] Rules =>
    [
        Field("masqueradeBit", "integer", "The bit of the mark that asks for masquerading, 0 to 31. Default 14."),
        Field("masqueradeAll", "true or false", "Whether all traffic to cluster IPs is masqueraded. Default false.", Booleans),
        Field("syncPeriod", "duration, such as 30s", "How often the rules are looked after in any case. Default 30s."),
        Field("minSyncPeriod", "duration, such as 1s", "The least time between two syncs. Default 1s; this lab's own configuration says 0s."),
    ];

    private static FieldSchema Field(string name, string holds, string documentation, string[]? values = null) =>
        new(name, holds) { DocumentedBy = () => documentation, Values = values ?? [] };

    private static FieldSchema Map(string name, string documentation, params FieldSchema[] fields) =>
        new(name, "map") { DocumentedBy = () => documentation, FieldsFrom = () => fields };
}

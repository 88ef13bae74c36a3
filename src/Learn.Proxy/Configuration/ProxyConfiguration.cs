using System.Collections.Immutable;
using System.Net;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>
/// A KubeProxyConfiguration (<c>kubeproxy.config.k8s.io/v1alpha1</c>) as far as it says something about rules, sysctls,
/// timing and health. The defaults are those of kube-proxy v1.30 on Linux. Fields that cannot have an effect here
/// (logging, the connection to the API server, the OOM score, Windows, IPVS) are read, checked for their type and left out.
/// </summary>
public sealed partial record ProxyConfiguration
{
    /// <summary>The configuration of a kube-proxy that was given none.</summary>
    public static ProxyConfiguration Default { get; } = new();

    /// <summary>The <c>apiVersion</c> of the documents that <see cref="Parse(string)"/> reads.</summary>
    public const string ApiVersion = "kubeproxy.config.k8s.io/v1alpha1";

    /// <summary>The <c>kind</c> of the documents that <see cref="Parse(string)"/> reads.</summary>
    public const string Kind = "KubeProxyConfiguration";

    /// <summary>Which kernel facility carries the Services. Default <see cref="ProxyMode.Iptables"/>.</summary>
    public ProxyMode Mode { get; init; } = ProxyMode.Iptables;

    /// <summary>Name under which the node is looked up; empty (the default) means the machine's own name.</summary>
    public string HostnameOverride { get; init; } = "";

    /// <summary>
    /// Address that counts as the node's own when source ranges are checked. An unspecified address (the default,
    /// <c>0.0.0.0</c>, or <c>::</c>) means the InternalIP of the Node object.
    /// </summary>
    public IPAddress BindAddress { get; init; } = IPAddress.Any;

    /// <summary>Address and port of <c>/healthz</c> and <c>/livez</c>. Default <c>0.0.0.0:10256</c>; empty means no server.</summary>
    public string HealthzBindAddress { get; init; } = "0.0.0.0:10256";

    /// <summary>Address and port of <c>/metrics</c>. Default <c>127.0.0.1:10249</c>; empty means no server.</summary>
    public string MetricsBindAddress { get; init; } = "127.0.0.1:10249";

    /// <summary>The <c>iptables</c> section.</summary>
    public IptablesConfiguration Iptables { get; init; } = new();

    /// <summary>
    /// The <c>nftables</c> section; <see cref="IptablesConfiguration.LocalhostNodePorts"/> does not exist there and is false.
    /// </summary>
    public IptablesConfiguration Nftables { get; init; } = new() { LocalhostNodePorts = false };

    /// <summary>The <c>conntrack</c> section.</summary>
    public ConntrackConfiguration Conntrack { get; init; } = new();

    /// <summary>How traffic of pods is recognised. Default <see cref="LocalDetection.ClusterCidr"/>.</summary>
    public LocalDetection DetectLocalMode { get; init; } = LocalDetection.ClusterCidr;

    /// <summary><c>detectLocal.bridgeInterface</c>; empty by default.</summary>
    public string BridgeInterface { get; init; } = "";

    /// <summary><c>detectLocal.interfaceNamePrefix</c>; empty by default.</summary>
    public string InterfaceNamePrefix { get; init; } = "";

    /// <summary>The networks of <c>clusterCIDR</c>, host bits cleared, in the order written. None by default.</summary>
    public ImmutableArray<IPNetwork> ClusterCidrs { get; init; } = [];

    /// <summary>The networks of <c>nodePortAddresses</c> as they are written. None (the default) means all local addresses.</summary>
    public ImmutableArray<string> NodePortAddresses { get; init; } = [];

    /// <summary>How often the objects of the API server are compared anew. Above zero; default 15 min.</summary>
    public TimeSpan ConfigSyncPeriod { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Feature gates that were set, by name.</summary>
    public ImmutableDictionary<string, bool> FeatureGates { get; init; } = ImmutableDictionary<string, bool>.Empty;

    /// <summary>Reads one YAML document.</summary>
    /// <exception cref="ProxyConfigurationException">
    /// The text is not YAML, a field is not known, has the wrong type or an impossible value.
    /// </exception>
    public static ProxyConfiguration Parse(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return new ProxyConfigurationReader().Read(yaml);
    }

    /// <summary>
    /// Reads a document, or a part of one such as the <c>config</c> of a case, that <see cref="ManifestReader"/> has read.
    /// </summary>
    /// <exception cref="ProxyConfigurationException">A field is not known, has the wrong type or an impossible value.</exception>
    public static ProxyConfiguration Parse(ManifestMap document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new ProxyConfigurationReader().Read(document);
    }
}

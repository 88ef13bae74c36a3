using System.Net;
using System.Text;
using k8s.Models;

namespace Learn;

/// <summary><c>/etc/resolv.conf</c>: where a host looks up names.</summary>
internal static class ResolverFile
{
    /// <summary>Where it is.</summary>
    public const string Path = "/etc/resolv.conf";

    /// <summary>Names with fewer dots are tried with the search path first.</summary>
    public const int Dots = 5;

    /// <summary>
    /// For a host that can ask nobody: nodes and clients. The machine's own file would name a server that is out of reach from inside the
    /// lab, and every name would cost the full patience of the resolver. Nobody listens at this one, so the answer "refused" comes at once.
    /// </summary>
    public const string Text = "# Written by the lab: this host knows no name server.\nnameserver 127.0.0.1\noptions timeout:1 attempts:1\n";

    private static readonly string[] NodeServers = ["127.0.0.1"];
    private static readonly string[] NodeOptions = ["timeout:1", "attempts:1"];

    // Kubernetes's limits (MaxDNSNameservers, MaxDNSSearchPaths).
    private const int MostServers = 3;
    private const int MostSearchDomains = 32;

    /// <summary>The domains in which a pod with <c>dnsPolicy: ClusterFirst</c> looks for a short name.</summary>
    public static IReadOnlyList<string> SearchPath(string podNamespace)
        => [$"{podNamespace}.svc.{ClusterDomain.Name}", $"svc.{ClusterDomain.Name}", ClusterDomain.Name];

    /// <summary>What a kubelet writes for a pod, by its <c>dnsPolicy</c> and <c>dnsConfig</c>.</summary>
    /// <param name="pod">The pod, with its defaults filled in.</param>
    /// <param name="nameServer">The address of the Service <c>kube-dns</c> (<c>clusterDNS</c> of the kubelet's configuration).</param>
    /// <remarks>Source: pkg/kubelet/network/dns/dns.go of Kubernetes 1.30. A node of the lab has no name server of its own; a pod with
    /// <c>dnsPolicy: Default</c> has what its node has.</remarks>
    public static string Of(V1Pod pod, IPAddress nameServer)
    {
        var (servers, searches, options) = (pod.Spec.DnsPolicy, pod.Spec.HostNetwork == true) switch
        {
            ("None", _) => ([], [], []),
            ("ClusterFirstWithHostNet", _) or (null or "" or "ClusterFirst", false)
                => (Servers: (IReadOnlyList<string>)[nameServer.ToString()],
                    Searches: SearchPath(pod.Metadata.NamespaceProperty ?? Lab.DefaultNamespace),
                    Options: (IReadOnlyList<string>)[$"ndots:{Dots}"]),
            _ => (NodeServers, [], NodeOptions),
        };
        return Written(
            servers.Concat(pod.Spec.DnsConfig?.Nameservers ?? []),
            searches.Concat(pod.Spec.DnsConfig?.Searches ?? []),
            Merged(options, pod.Spec.DnsConfig?.Options ?? []));
    }

    /// <summary>The same for a host in a namespace that is no pod.</summary>
    public static string ClusterFirst(string podNamespace, IPAddress nameServer)
        => Written([nameServer.ToString()], SearchPath(podNamespace), [$"ndots:{Dots}"]);

    private static string Written(IEnumerable<string> servers, IEnumerable<string> searches, List<string> options)
    {
        var text = new StringBuilder();
        if (searches.Distinct().Take(MostSearchDomains).ToList() is { Count: > 0 } domains)
        {
            text.Append("search ").AppendJoin(' ', domains).Append('\n');
        }

        foreach (string server in servers.Distinct().Take(MostServers))
        {
            text.Append("nameserver ").Append(server).Append('\n');
        }

        if (options.Count > 0)
        {
            text.Append("options ").AppendJoin(' ', options).Append('\n');
        }

        return text.ToString();
    }

    // An option of the pod takes the place of one with the same name.
    private static List<string> Merged(IEnumerable<string> options, IList<V1PodDNSConfigOption> own)
        => [.. options.Where(option => own.All(other => other.Name != option.Split(':')[0])),
            .. own.Select(option => string.IsNullOrEmpty(option.Value) ? option.Name : $"{option.Name}:{option.Value}")];
}

using System.Net;
using System.Text;
using k8s.Models;

namespace Learn;

/// <summary><c>/etc/hosts</c>: the names that a pod knows without asking anybody.</summary>
internal static class HostsFile
{
    /// <summary>Where it is.</summary>
    public const string Path = "/etc/hosts";

    private const int LongestHostname = 63;

    // Addresses and spelling are the kubelet's, down to fe00::0.
    private const string Head = """
        # Kubernetes-managed hosts file.
        127.0.0.1	localhost
        ::1	localhost ip6-localhost ip6-loopback
        fe00::0	ip6-localnet
        fe00::0	ip6-mcastprefix
        fe00::1	ip6-allnodes
        fe00::2	ip6-allrouters

        """;

    /// <summary>What a kubelet writes for a pod with a network of its own.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="addresses">Its addresses, the primary one first.</param>
    /// <remarks>Source: managedHostsFileContent in pkg/kubelet/kubelet_pods.go of Kubernetes 1.30.</remarks>
    public static string Of(V1Pod pod, IEnumerable<IPAddress> addresses)
    {
        string hostname = Hostname(pod);
        string names = string.IsNullOrEmpty(pod.Spec.Subdomain)
            ? hostname
            : $"{hostname}.{pod.Spec.Subdomain}.{pod.Metadata.NamespaceProperty ?? Lab.DefaultNamespace}.svc.{ClusterDomain.Name}\t{hostname}";
        var text = Begin(addresses, names);
        if (pod.Spec.HostAliases is { Count: > 0 } aliases)
        {
            text.Append("\n# Entries added by HostAliases.\n");
            foreach (var alias in aliases)
            {
                text.Append(alias.Ip).Append('\t').AppendJoin('\t', alias.Hostnames ?? []).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The same for a host that is no pod.</summary>
    public static string Of(string hostname, IEnumerable<IPAddress> addresses) => Begin(addresses, hostname).ToString();

    /// <summary>The hostname of a pod: its own choice, or its name as far as it fits.</summary>
    public static string Hostname(V1Pod pod)
    {
        string name = string.IsNullOrEmpty(pod.Spec.Hostname) ? pod.Metadata.Name : pod.Spec.Hostname;
        return name.Length <= LongestHostname ? name : name[..LongestHostname].TrimEnd('-', '.');
    }

    private static StringBuilder Begin(IEnumerable<IPAddress> addresses, string names)
        => addresses.Aggregate(new StringBuilder(Head), (text, address) => text.Append(address).Append('\t').Append(names).Append('\n'));
}

using System.Net;
using System.Text;
using k8s.Models;

namespace Learn;

/// <summary>
/// The names that pods can look up: for each Service <c>name</c> (within its own namespace), <c>name.namespace</c>,
/// <c>name.namespace.svc</c> and <c>name.namespace.svc.cluster.local</c>, with the cluster IP, or with the addresses of the ready
/// endpoints when the Service is headless. (Kubernetes DNS-Based Service Discovery, sections 2.3 and 2.4.)
/// </summary>
internal sealed class NameTable
{
    private const string ClusterDomain = "cluster.local";

    private readonly List<Entry> entries = [];

    /// <summary>Collects the names of the Services.</summary>
    public NameTable(IEnumerable<V1Service> services, IEnumerable<V1EndpointSlice> slices)
    {
        var slicesOf = slices.ToLookup(slice => (slice.Metadata.NamespaceProperty, ServiceOf(slice)));
        foreach (var service in services.OrderBy(s => s.Metadata.NamespaceProperty, StringComparer.Ordinal).ThenBy(s => s.Metadata.Name, StringComparer.Ordinal))
        {
            var addresses = service.Spec.ClusterIP is null or "" or "None"
                ? slicesOf[(service.Metadata.NamespaceProperty, service.Metadata.Name)].SelectMany(ReadyAddresses)
                : (service.Spec.ClusterIPs is { Count: > 0 } all ? all : [service.Spec.ClusterIP]).Select(IPAddress.Parse);
            if (service.Spec.Type != "ExternalName")
            {
                entries.Add(new Entry(service.Metadata.NamespaceProperty, service.Metadata.Name, [.. addresses.Distinct()]));
            }
        }
    }

    /// <summary>What a pod in <paramref name="podNamespace"/> gets as <c>/etc/hosts</c>.</summary>
    public string HostsFile(string podNamespace)
    {
        var text = new StringBuilder("# Written by the lab: the Services of the cluster, as this pod's namespace sees them.\n127.0.0.1 localhost\n::1 localhost\n");
        foreach (var entry in entries)
        {
            foreach (var address in entry.Addresses)
            {
                text.Append(address).Append(' ').AppendJoin(' ', NamesOf(entry, podNamespace)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The addresses of a name as a pod in <paramref name="podNamespace"/> would find them; empty if there are none.</summary>
    public IReadOnlyList<IPAddress> Lookup(string name, string podNamespace)
    {
        return [.. entries
            .Where(entry => NamesOf(entry, podNamespace).Contains(name, StringComparer.OrdinalIgnoreCase))
            .SelectMany(entry => entry.Addresses)];
    }

    /// <summary>Arguments that tell curl the addresses of the name in a URL, for where pods have no <c>/etc/hosts</c> of their own.</summary>
    public IEnumerable<string> ResolveArguments(string url, string podNamespace)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && Lookup(uri.Host, podNamespace) is { Count: > 0 } addresses)
        {
            yield return "--resolve";
            yield return $"{uri.Host}:{uri.Port}:{string.Join(',', addresses)}";
        }
    }

    private static IEnumerable<string> NamesOf(Entry entry, string podNamespace)
    {
        string qualified = $"{entry.Name}.{entry.Namespace}";
        if (entry.Namespace == podNamespace)
        {
            yield return entry.Name;
        }

        yield return qualified;
        yield return $"{qualified}.svc";
        yield return $"{qualified}.svc.{ClusterDomain}";
        // A final dot says that the name is whole; a hosts file knows no such rule, only the letters.
        yield return $"{qualified}.svc.{ClusterDomain}.";
    }

    private static string? ServiceOf(V1EndpointSlice slice)
        => slice.Metadata.Labels is { } labels && labels.TryGetValue("kubernetes.io/service-name", out string? name) ? name : null;

    private static IEnumerable<IPAddress> ReadyAddresses(V1EndpointSlice slice)
        => from endpoint in slice.Endpoints ?? []
           where endpoint.Conditions?.Ready ?? true
           from address in endpoint.Addresses.Take(1)
           select IPAddress.Parse(address);

    private sealed record Entry(string Namespace, string Name, IReadOnlyList<IPAddress> Addresses);
}

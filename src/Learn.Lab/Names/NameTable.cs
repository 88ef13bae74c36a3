using System.Net;
using ARSoft.Tools.Net.Dns;

namespace Learn;

/// <summary>
/// Looks up names in the zone the way a pod's resolver would with its search path, without sending a packet: for predictions, and for
/// machines on which pods have no resolver files of their own.
/// </summary>
internal sealed class NameTable(DnsZone zone)
{
    /// <summary>The addresses of a name as a pod in <paramref name="podNamespace"/> would find them, IPv4 first; empty if there are none.</summary>
    /// <remarks>Names with a final dot are whole. Others are tried with each entry of the search path, and by themselves: before it when they
    /// have five dots or more (<c>ndots:5</c>), else after it.</remarks>
    public IReadOnlyList<IPAddress> Lookup(string name, string podNamespace)
    {
        var addresses = from candidate in Candidates(name, podNamespace)
                        where IsName(candidate)
                        let found = AddressesOf(candidate)
                        where found.Count > 0
                        select found;
        return addresses.FirstOrDefault() ?? [];
    }

    /// <summary>Arguments that tell curl the addresses of the name in a URL, for where pods have no resolver files of their own.</summary>
    public IEnumerable<string> ResolveArguments(string url, string podNamespace)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && uri.HostNameType == UriHostNameType.Dns
            && Lookup(uri.Host, podNamespace) is { Count: > 0 } addresses)
        {
            yield return "--resolve";
            yield return $"{uri.Host}:{uri.Port}:{string.Join(',', addresses.Select(address => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}"))}";
        }
    }

    private List<IPAddress> AddressesOf(string name)
        => [.. new[] { RecordType.A, RecordType.Aaaa }.SelectMany(type => zone.Answer(name, type).Records).OfType<AddressRecordBase>().Select(record => record.Address)];

    private static IEnumerable<string> Candidates(string name, string podNamespace)
    {
        if (name.EndsWith('.'))
        {
            return [name];
        }

        var searched = ResolverFile.SearchPath(podNamespace).Select(domain => $"{name}.{domain}");
        return name.Count(letter => letter == '.') >= ResolverFile.Dots ? [name, .. searched] : [.. searched, name];
    }

    // Resolvers refuse to ask for anything longer, or with an empty part (RFC 1035, 2.3.4).
    private static bool IsName(string name)
        => name.Length <= 254 && name.TrimEnd('.').Split('.').All(label => label.Length is > 0 and <= 63);
}

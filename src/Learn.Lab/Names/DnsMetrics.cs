using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Learn;

/// <summary>Counts what a name server does, under the names of CoreDNS's plugin "prometheus".</summary>
internal sealed class DnsMetrics
{
    // Both labels are the same for everything in a cluster set up by kubeadm: one server block for the root zone.
    private const string Block = "server=\"dns://:53\",view=\"\",zone=\".\"";

    private readonly ConcurrentDictionary<string, long> requests = [];
    private readonly ConcurrentDictionary<string, long> responses = [];

    /// <summary>How many responses had a code, <c>NXDOMAIN</c> for example.</summary>
    public long Responses(string code) => responses.GetValueOrDefault(code);

    /// <summary>How many questions were for a type, <c>AAAA</c> for example, over both protocols and families.</summary>
    public long Requests(string type) => requests.Where(entry => entry.Key.Contains($"type=\"{type}\"", StringComparison.Ordinal)).Sum(entry => entry.Value);

    /// <summary>Counts a question and its response.</summary>
    public void Count(DnsQuery query)
    {
        string family = query.Client.Address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? "2" : "1";
        Increase(requests, $"family=\"{family}\",proto=\"{(query.IsTcp ? "tcp" : "udp")}\",{Block},type=\"{query.Type}\"");
        Increase(responses, query.Code);
    }

    /// <summary>The counters in Prometheus's text format.</summary>
    public string Text()
    {
        var text = new StringBuilder()
            .Append("# HELP coredns_dns_requests_total Counter of DNS requests made per zone, protocol and family.\n")
            .Append("# TYPE coredns_dns_requests_total counter\n");
        foreach (var (labels, count) in requests.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"coredns_dns_requests_total{{{labels}}} {count}\n");
        }

        text.Append("# HELP coredns_dns_responses_total Counter of response status codes.\n# TYPE coredns_dns_responses_total counter\n");
        foreach (var (code, count) in responses.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"coredns_dns_responses_total{{plugin=\"kubernetes\",rcode=\"{code}\",{Block}}} {count}\n");
        }

        return text.ToString();
    }

    private static void Increase(ConcurrentDictionary<string, long> counters, string key)
        => counters.AddOrUpdate(key, 1, static (_, count) => count + 1);
}

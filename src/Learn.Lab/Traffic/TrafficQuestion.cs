using System.Net.Sockets;
using Learn.Netfilter;

namespace Learn;

/// <summary>What is asked of the rules: where connections of this kind will end.</summary>
/// <param name="Target">Name or address.</param>
/// <param name="Port">Port, 1–65535.</param>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="Family">The only family that is used, or null.</param>
/// <param name="Dependence">Why the requests do not choose independently of each other, or null if they do.</param>
internal sealed record TrafficQuestion(string Target, int Port, IpProtocol Protocol, AddressFamily? Family = null, string? Dependence = null)
{
    /// <summary>The question behind a request of curl; null if its URL leads to no port of TCP.</summary>
    public static TrafficQuestion? Of(CurlRequest request)
        => Uri.TryCreate(request.Url.Contains("://", StringComparison.Ordinal) ? request.Url : $"http://{request.Url}", UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            ? new TrafficQuestion(url.Host, url.Port, IpProtocol.Tcp, request.Family, request.KeepAlive
                ? "the requests share a connection, and only the first packet of a connection is distributed"
                : null)
            : null;

    /// <summary>The question behind datagrams.</summary>
    public static TrafficQuestion Of(UdpRequest request)
        => new(request.Target, request.Port, IpProtocol.Udp, request.Family, request.SourcePort is null
            ? null
            : "the datagrams come from one port, and only the first packet of a connection is distributed");
}

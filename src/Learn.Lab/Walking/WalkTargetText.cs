using System.Globalization;
using System.Net;
using Learn.Netfilter;

namespace Learn;

/// <summary>Reads the target of a walk.</summary>
internal static class WalkTargetText
{
    private const int DefaultPort = 80;

    /// <summary>Reads a target such as <c>my-service:8080/udp</c>.</summary>
    /// <param name="target">The text.</param>
    /// <param name="protocol">The protocol if the text has none; null for TCP.</param>
    /// <exception cref="LabException">It is not understood.</exception>
    public static TrafficQuestion Read(string target, string? protocol)
    {
        if (target.Contains("://", StringComparison.Ordinal))
        {
            return TrafficQuestion.Of(new CurlRequest { Url = target })
                ?? throw Unclear(target, "its URL has to begin with http:// or https://");
        }

        string rest = target;
        if (rest.LastIndexOf('/') is > 0 and var slash)
        {
            protocol = rest[(slash + 1)..];
            rest = rest[..slash];
        }

        string host = rest;
        string? port = null;
        if (!IPAddress.TryParse(rest, out _) && rest.LastIndexOf(':') is > 0 and var colon && !rest.EndsWith(']'))
        {
            (host, port) = (rest[..colon], rest[(colon + 1)..]);
        }

        int number = DefaultPort;
        if (port is not null && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= 65535))
        {
            throw Unclear(target, $"\"{port}\" is no port from 1 to 65535");
        }

        return IpProtocol.TryParse(protocol ?? "tcp", out var known) && (known == IpProtocol.Tcp || known == IpProtocol.Udp || known == IpProtocol.Sctp)
            ? new TrafficQuestion(host, number, known)
            : throw Unclear(target, $"\"{protocol}\" is not tcp, udp or sctp");
    }

    private static LabException Unclear(string target, string why)
        => new($"The target \"{target}\" is not clear: {why}. Write for example my-service, my-service:8080, 10.96.0.10:53/udp or http://my-service.");
}

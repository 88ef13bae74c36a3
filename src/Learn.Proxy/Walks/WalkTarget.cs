using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Where a packet is sent.</summary>
/// <param name="Address">The address.</param>
/// <param name="Port">The port.</param>
/// <param name="Protocol">The protocol.</param>
internal sealed record WalkTarget(IPAddress Address, ushort Port, IpProtocol Protocol)
{
    private const string Example = "Write an address with a port and perhaps a protocol, such as 10.96.0.10:53/udp, or a Service of the rules, such as default/my-service:http.";

    /// <summary>Reads a target.</summary>
    /// <param name="text">The text.</param>
    /// <param name="protocol">The protocol if the text says none.</param>
    /// <param name="reading">The Services that names may mean.</param>
    /// <exception cref="WalkQuestionException">It is none.</exception>
    internal static WalkTarget Read(string text, string? protocol, Lazy<RulesetReading> reading)
    {
        string rest = text.Trim();
        ushort? port = null;
        if (rest.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            port = rest[..scheme] switch { "http" => (ushort)80, "https" => (ushort)443, _ => null };
            rest = rest[(scheme + 3)..].Split('/', '?')[0];
        }
        else if (rest.LastIndexOf('/') is > 0 and var slash && IpProtocol.TryParse(rest[(slash + 1)..], out _) && !byte.TryParse(rest[(slash + 1)..], out _))
        {
            protocol = rest[(slash + 1)..];
            rest = rest[..slash];
        }

        (string host, string? portText) = Split(rest);
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return new WalkTarget(address, portText is null ? port ?? NoPort(text, protocol) : ReadPort(portText, text), ReadProtocol(protocol ?? "tcp"));
        }

        return OfService(host, portText, protocol, reading.Value, text);
    }

    /// <summary>True if a text has an IPv6 address.</summary>
    internal static bool MeansIPv6(string text)
    {
        string host = text[(text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..].Split('/')[0];
        return IPAddress.TryParse(Split(host).Host, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    private static (string Host, string? Port) Split(string text)
    {
        // An IPv6 address has colons of its own.
        if (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
        {
            return (text[1..end], end + 1 < text.Length ? text[(end + 1)..].TrimStart(':') : null);
        }

        int colon = text.LastIndexOf(':');
        return colon < 0 || text.IndexOf(':', StringComparison.Ordinal) != colon ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static ushort ReadPort(string text, string all) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
        ? port
        : throw new WalkQuestionException($"\"{text}\" in \"{all}\" is no port from 0 to 65535. {Example}");

    // Protocols without ports need none.
    private static ushort NoPort(string all, string? protocol) => ReadProtocol(protocol ?? "tcp") is var known && (known == IpProtocol.Tcp || known == IpProtocol.Udp || known == IpProtocol.Sctp)
        ? throw new WalkQuestionException($"The target \"{all}\" has no port. {Example}")
        : (ushort)0;

    private static IpProtocol ReadProtocol(string text) => IpProtocol.TryParse(text, out IpProtocol protocol)
        ? protocol
        : throw new WalkQuestionException($"There is no protocol \"{text}\": say tcp, udp, sctp or icmp.");

    private static WalkTarget OfService(string name, string? port, string? protocol, RulesetReading reading, string all)
    {
        // Names of pods' resolvers: my-service.default.svc.cluster.local.
        string[] labels = name.Split('.');
        string service = labels is [var first, var second, ..] ? $"{second}/{first}" : name;
        var found = reading.FindServices(service);
        var chosen = found.Where(candidate => (port is null || candidate.Name.EndsWith($":{port}", StringComparison.Ordinal) || candidate.Port?.ToString(CultureInfo.InvariantCulture) == port)
            && (protocol is null || candidate.Protocol == ReadProtocol(protocol))).ToList();
        return chosen switch
        {
            [] when found.IsEmpty => throw new WalkQuestionException($"\"{name}\" is neither an address nor a Service of these rules ({Known(reading)}). {Example}"),
            [] => throw new WalkQuestionException($"Service {service} has no such port as \"{all}\" names. It has: {string.Join(", ", found.Select(Describe))}."),
            [{ ClusterIP: { } address, Port: { } number }] => new WalkTarget(address, number, chosen[0].Protocol),
            [var only] => throw new WalkQuestionException($"The rules do not tell the cluster IP and port of {only}. Name an address and a port instead."),
            _ => throw new WalkQuestionException($"Service {service} has several ports: say which. {string.Join(", ", chosen.Select(Describe))}."),
        };
    }

    private static string Describe(ServiceReading service) => string.Create(CultureInfo.InvariantCulture, $"{service.Name} ({service.Port}/{service.Protocol})");

    private static string Known(RulesetReading reading)
    {
        const int Most = 5;
        string[] names = [.. reading.Services.Select(service => service.Service).Distinct().Take(Most + 1)];
        return names.Length == 0 ? "they have none" : string.Join(", ", names.Take(Most)) + (names.Length > Most ? ", …" : "");
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>The names of kube-proxy's chains.</summary>
public static class ProxyChains
{
    /// <summary>filter and nat: traffic to the addresses of Services.</summary>
    public const string Services = "KUBE-SERVICES";

    /// <summary>filter: traffic from outside to Services that have no endpoint for it.</summary>
    public const string ExternalServices = "KUBE-EXTERNAL-SERVICES";

    /// <summary>filter: health check node ports. nat: the node ports themselves.</summary>
    public const string NodePorts = "KUBE-NODEPORTS";

    /// <summary>nat: masquerades what is marked.</summary>
    public const string Postrouting = "KUBE-POSTROUTING";

    /// <summary>nat: sets the mark that asks for masquerading.</summary>
    public const string MarkMasquerade = "KUBE-MARK-MASQ";

    /// <summary>filter: lets marked and established traffic through.</summary>
    public const string Forward = "KUBE-FORWARD";

    /// <summary>filter: drops what source ranges did not let in.</summary>
    public const string ProxyFirewall = "KUBE-PROXY-FIREWALL";

    /// <summary>filter: drops traffic to 127.0.0.0/8 from elsewhere.</summary>
    public const string KubeletFirewall = "KUBE-FIREWALL";

    /// <summary>mangle, nat and filter: an empty chain; if it is gone somebody flushed the table.</summary>
    public const string Canary = "KUBE-PROXY-CANARY";

    /// <summary>Chain of a service port with all endpoints.</summary>
    public const string ServicePrefix = "KUBE-SVC-";

    /// <summary>Chain of a service port with the endpoints of this node.</summary>
    public const string LocalServicePrefix = "KUBE-SVL-";

    /// <summary>Chain of a service port for traffic from outside.</summary>
    public const string ExternalPrefix = "KUBE-EXT-";

    /// <summary>Chain of a service port with source ranges.</summary>
    public const string FirewallPrefix = "KUBE-FW-";

    /// <summary>Chain of one endpoint of one service port.</summary>
    public const string EndpointPrefix = "KUBE-SEP-";

    private static readonly string[] s_protocolTexts = ["tcp", "udp", "sctp"];

    /// <summary>True if kube-proxy deletes a chain of this name in the nat table as soon as nothing needs it.</summary>
    public static bool IsServiceChain(string chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.StartsWith("KUBE-", StringComparison.Ordinal)
            && (chain.StartsWith(ServicePrefix, StringComparison.Ordinal)
                || chain.StartsWith(LocalServicePrefix, StringComparison.Ordinal)
                || chain.StartsWith(EndpointPrefix, StringComparison.Ordinal)
                || chain.StartsWith(FirewallPrefix, StringComparison.Ordinal)
                || chain.StartsWith(ExternalPrefix, StringComparison.Ordinal));
    }

    /// <summary>The 16 characters that the chains of one service port share.</summary>
    public static string Hash(ServicePortName name) => Hash("", HashPrefix(name), "");

    /// <summary>The name of the chain of one endpoint.</summary>
    /// <param name="name">The service port.</param>
    /// <param name="endpoint">The endpoint as <c>address:port</c> or <c>[address]:port</c>.</param>
    public static string OfEndpoint(ServicePortName name, string endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return Hash(EndpointPrefix, HashPrefix(name), endpoint);
    }

    /// <summary>The beginning of every text that is hashed for a service port: its name, directly followed by the protocol.</summary>
    internal static byte[] HashPrefix(ServicePortName name) => HashPrefix(name.ToString(), name.Protocol);

    /// <inheritdoc cref="HashPrefix(ServicePortName)"/>
    internal static byte[] HashPrefix(string name, IpProtocol protocol)
    {
        string protocolText = ProtocolText(protocol);
        byte[] text = new byte[Encoding.UTF8.GetByteCount(name) + protocolText.Length];
        int length = Encoding.UTF8.GetBytes(name, text);
        Encoding.UTF8.GetBytes(protocolText, text.AsSpan(length));
        return text;
    }

    /// <summary>A prefix followed by the beginning of the base32 text of a SHA-256 digest.</summary>
    /// <param name="prefix">What stands before the 16 characters.</param>
    /// <param name="first">The first part of the hashed text, UTF-8.</param>
    /// <param name="second">The rest of the hashed text.</param>
    internal static string Hash(string prefix, ReadOnlySpan<byte> first, string second)
    {
        const int Limit = 512;
        int length = first.Length + Encoding.UTF8.GetMaxByteCount(second.Length);
        Span<byte> text = length <= Limit ? stackalloc byte[Limit] : new byte[length];
        first.CopyTo(text);
        length = first.Length + Encoding.UTF8.GetBytes(second, text[first.Length..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], digest);
        Span<char> name = stackalloc char[32];
        prefix.CopyTo(name);
        WriteBase32(digest, name[prefix.Length..]);
        return new string(name[..(prefix.Length + 16)]);
    }

    private static string ProtocolText(IpProtocol protocol) =>
        protocol == IpProtocol.Tcp ? s_protocolTexts[0] : protocol == IpProtocol.Udp ? s_protocolTexts[1] : s_protocolTexts[2];

    // Ten bytes are exactly sixteen characters of five bits each.
    private static void WriteBase32(ReadOnlySpan<byte> bytes, Span<char> destination)
    {
        ReadOnlySpan<char> alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        for (int half = 0; half < 2; half++)
        {
            ReadOnlySpan<byte> five = bytes.Slice(half * 5, 5);
            ulong bits = ((ulong)five[0] << 32) | ((ulong)five[1] << 24) | ((ulong)five[2] << 16) | ((ulong)five[3] << 8) | five[4];
            for (int index = 0; index < 8; index++)
            {
                destination[(half * 8) + index] = alphabet[(int)(bits >> (35 - (index * 5))) & 31];
            }
        }
    }

    /// <summary>The chains that a flush of whose tables is noticed, in the order in which they are made and looked for.</summary>
    internal static readonly ImmutableArray<string> CanaryTables = ["mangle", "nat", "filter"];
}

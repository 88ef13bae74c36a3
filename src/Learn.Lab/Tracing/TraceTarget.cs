using System.Net.Sockets;

namespace Learn;

/// <summary>What a traced request is sent to.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Port, 1–65535.</param>
/// <param name="IsUdp">True for a datagram, false for a request of curl.</param>
internal sealed record TraceTarget(string Text, string Host, int Port, bool IsUdp)
{
    /// <summary>Number of the protocol.</summary>
    public int Protocol => (int)(IsUdp ? ProtocolType.Udp : ProtocolType.Tcp);

    /// <summary>Reads a target.</summary>
    /// <exception cref="LabException">It is none.</exception>
    public static TraceTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isUrl = text.Contains("://", StringComparison.Ordinal);
        if (Uri.TryCreate(isUrl ? text : $"http://{text}", UriKind.Absolute, out var url) && url.Host.Length > 0 && url.Port is > 0 and <= 65_535 && url.Scheme is "http" or "https" or "udp")
        {
            return new TraceTarget(text, url.Host, url.Port, url.Scheme == "udp");
        }

        throw new LabException(
            $"\"{text}\" is nothing that a request can be sent to. Write a URL for curl (http://my-service, http://10.96.0.12:80/hostname) or a name and port for a datagram (udp://my-service:53).");
    }
}

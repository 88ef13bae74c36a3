using System.Globalization;
using Learn.Proxy;

namespace Learn;

/// <summary>Reads what <c>curl --include</c> prints.</summary>
internal static class CurlAnswer
{
    // What an HTTP server adds on its own; the captures leave these out too.
    private static readonly string[] OfTheTransport = ["Date", "Content-Length", "Connection"];

    /// <summary>Status, headers and body.</summary>
    public static HealthAnswer Read(string text)
    {
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string[] head = text[..end].Split("\r\n");
        return new HealthAnswer(
            int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture),
            [
                .. head.Skip(1).Select(line => line.Split(": ", 2)).Where(header => !OfTheTransport.Contains(header[0]))
                    .Select(header => KeyValuePair.Create(header[0], header[1])),
            ],
            text[(end + 4)..]);
    }
}

using System.Globalization;

namespace Learn;

/// <summary>
/// Makes curl open a connection for each HTTP/2 request. HTTP/2 knows no <c>Connection: close</c>, and curl has no option against reuse; but it
/// never reuses a connection that is bound to another range of local ports than the one asked for. So each request gets a range of
/// its own.
/// </summary>
internal static class CurlFreshConnections
{
    // The kernel's own range for clients begins here (net.ipv4.ip_local_port_range).
    private const int FirstPort = 32_768;
    private const int LastPort = 60_999;

    // curl tries the ports of a range in turn until one is free.
    private const int PortsToTry = 200;

    /// <summary>
    /// The most requests of one process: each repeats the whole command line, and a command line has its limits.
    /// </summary>
    public const int MostRequests = 250;

    private static int next = Random.Shared.Next(0, LastPort - FirstPort);

    /// <summary>Whether the request needs this.</summary>
    public static bool AreNeeded(CurlRequest request) => request is { HttpVersion: CurlHttpVersion.Http2PriorKnowledge, KeepAlive: false };

    /// <summary>The command line, after <c>--disable</c>.</summary>
    public static IEnumerable<string> Arguments(CurlRequest request, IReadOnlyList<string> options, string writeOut, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                yield return "--next";
            }

            foreach (string option in options)
            {
                yield return option;
            }

            int first = FirstPort + (int)((uint)Interlocked.Increment(ref next) % (LastPort - FirstPort - PortsToTry));
            yield return "--local-port";
            yield return string.Create(CultureInfo.InvariantCulture, $"{first}-{first + PortsToTry}");
            yield return "--write-out";
            yield return writeOut;
            if (!request.KeepBodies)
            {
                yield return "--output";
                yield return "/dev/null";
            }

            yield return "--url";
            yield return request.Url;
        }
    }
}

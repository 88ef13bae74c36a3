namespace Learn.Notebook;

/// <summary>An option of a <c>#!curl</c> cell: the lab's own, or one of curl's.</summary>
/// <param name="Name">The long form.</param>
/// <param name="Short">The short form, or null.</param>
/// <param name="Value">What its value is called; null for a flag.</param>
/// <param name="Summary">What it does.</param>
internal sealed record CurlOption(string Name, string? Short, string? Value, string Summary)
{
    /// <summary>The lab's own options.</summary>
    public static IReadOnlyList<CurlOption> Own { get; } =
    [
        new("--count", "-n", "N", "sends so many requests, 1 to 1,000,000, each over a connection of its own"),
        new("--from", null, "HOST", "where curl runs: toolbox, client, node/NAME, pod/NAME or pod/NAMESPACE/NAME"),
        new("--duration", null, "SECONDS", "sends until this time is over, instead of a number of requests"),
        new("--rate", null, "N", "requests per second at most"),
        new("--parallel", "-Z", "N", "curl processes at the same time, 1 to 64"),
        new("--keep-alive", null, null, "reuses connections: only the first request of each is distributed"),
        new("--analyse", null, null, "analyses who answered: intervals, tests, what so many requests can show, round robin or not"),
        new("--nat", null, null, "reads from connection tracking where each connection was translated to"),
    ];

    /// <summary>Options of curl that a request knows, or that are passed on as they are.</summary>
    public static IReadOnlyList<CurlOption> Passed { get; } =
    [
        new("--header", "-H", "LINE", "sends a header line"),
        new("--data", "-d", "DATA", "sends DATA as the body of a POST"),
        new("--data-raw", null, "DATA", "the same, and @ means nothing"),
        new("--data-binary", null, "DATA", "the same, byte for byte"),
        new("--data-urlencode", null, "DATA", "the same, URL-encoded"),
        new("--json", null, "DATA", "sends JSON as the body of a POST"),
        new("--request", "-X", "METHOD", "the method, such as PUT"),
        new("--get", "-G", null, "puts the data into the URL"),
        new("--head", "-I", null, "asks for the headers only"),
        new("--include", "-i", null, "shows the headers before the body"),
        new("--ipv4", "-4", null, "uses IPv4 only"),
        new("--ipv6", "-6", null, "uses IPv6 only"),
        new("--http1.1", null, null, "speaks HTTP/1.1"),
        new("--http2", null, null, "asks for HTTP/2 by an upgrade"),
        new("--http2-prior-knowledge", null, null, "speaks HTTP/2 at once, as gRPC does"),
        new("--connect-timeout", null, "SECONDS", "how long a connection may take; here 2 s"),
        new("--max-time", "-m", "SECONDS", "how long a request may take; here 10 s"),
        new("--fail", "-f", null, "takes a status of 400 or more for a failure, which fails the cell"),
        new("--location", "-L", null, "follows redirections"),
        new("--insecure", "-k", null, "does not check certificates"),
        new("--compressed", null, null, "asks for a compressed answer"),
        new("--user-agent", "-A", "NAME", "what it calls itself"),
        new("--referer", "-e", "URL", "where it says to come from"),
        new("--cookie", "-b", "DATA", "sends a cookie"),
        new("--user", "-u", "NAME:PASSWORD", "who asks"),
        new("--interface", null, "NAME", "the interface or address to send from"),
        new("--local-port", null, "PORT", "the source port, or a range of them"),
        new("--resolve", null, "HOST:PORT:ADDRESS", "takes this address for a name"),
        new("--connect-to", null, "HOST:PORT:HOST:PORT", "connects elsewhere"),
        new("--path-as-is", null, null, "leaves /../ in the path"),
        new("--haproxy-protocol", null, null, "begins with a PROXY line"),
        new("--tcp-nodelay", null, null, "sends small packets at once"),
        new("--silent", "-s", null, "is always so here"),
        new("--show-error", "-S", null, "is always so here"),
        new("--url", null, "URL", "the address"),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CurlOption> All { get; } = [.. Own, .. Passed];

    /// <summary>The option of this name, or null.</summary>
    public static CurlOption? Find(string name) => All.FirstOrDefault(option => option.Name == name || option.Short == name);
}

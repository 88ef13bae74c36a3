using System.Collections.Immutable;
using System.Net.Sockets;

namespace Learn;

/// <summary>What shall be sent with curl: how many requests or for how long, to which address, from where, with which patience.</summary>
public sealed record CurlRequest
{
    /// <summary>The address, as curl takes it: <c>http://my-service</c>, <c>http://10.96.0.12:80/hostname</c>, <c>http://[fd00:10:96::5]/</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Number of requests over all processes, 1–1,000,000; default 1. Without meaning where a <see cref="Duration"/> is given.</summary>
    public int Count { get; init; } = 1;

    /// <summary>
    /// Sends until this time is over instead of a number of requests; more than zero, at most a day. What is under way then is given up and has
    /// no sample: at most one request for each of the <see cref="Concurrency"/> processes.
    /// </summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>
    /// Number of curl processes that send at the same time, each one request after the other: 1–64, default 1. Several processes, and not
    /// curl's own <c>--parallel</c>: that has no rate, mixes the bodies, and its times include waiting for its other transfers.
    /// </summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Where curl runs: <c>client</c>, <c>node/NAME</c>, <c>pod/NAME</c> or <c>pod/NAMESPACE/NAME</c>. Null: the lab chooses.</summary>
    public string? From { get; init; }

    /// <summary>
    /// How long a connection may take, name lookup included; default 2 s. The kernel repeats an unanswered SYN after one second,
    /// so a shorter time makes a lost packet look like a dropped one.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one whole request may take; default 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// False (the default): every request opens a connection of its own, so that every request passes the nat table.
    /// True: curl reuses its connection as long as the server lets it, and only the first request is distributed.
    /// </summary>
    public bool KeepAlive { get; init; }

    /// <summary>
    /// Requests per second at most, over all processes: 1–1,000,000; null: as fast as they are answered. Each process waits whole
    /// milliseconds, rounded up, between two starts: more than 1,000 a second need more processes.
    /// </summary>
    public int? RequestsPerSecond { get; init; }

    /// <summary>Which HTTP is spoken; default: what curl chooses itself.</summary>
    public CurlHttpVersion HttpVersion { get; init; }

    /// <summary>
    /// The only address family to use, <see cref="AddressFamily.InterNetwork"/> (<c>-4</c>) or <see cref="AddressFamily.InterNetworkV6"/>
    /// (<c>-6</c>); null, the default: what the name gives.
    /// </summary>
    public AddressFamily? Family { get; init; }

    /// <summary>Header lines to send, each as <c>Name: value</c>.</summary>
    public ImmutableArray<string> Headers { get; init; } = [];

    /// <summary>Arguments for curl itself, appended to ours, e.g. <c>--data</c>, <c>x=1</c>.</summary>
    public ImmutableArray<string> ExtraArguments { get; init; } = [];

    /// <summary>True: response bodies are kept. Default false: they are thrown away.</summary>
    public bool KeepBodies { get; init; }

    /// <summary>
    /// True: after the requests, the connection tracking of all nodes is read, and each sample gets the entry of its connection
    /// (<see cref="CurlSample.Nat"/>). Default false.
    /// </summary>
    public bool WithNat { get; init; }

    /// <summary>Says what is wrong with this request, or null if nothing is.</summary>
    public string? Validate()
    {
        if (string.IsNullOrWhiteSpace(Url))
        {
            return "A URL is needed, for example http://my-service.";
        }

        if (Count is < 1 or > 1_000_000)
        {
            return $"The number of requests is {Count}; it must be between 1 and 1,000,000.";
        }

        if (Duration is { } duration && (duration <= TimeSpan.Zero || duration > TimeSpan.FromDays(1)))
        {
            return $"The duration is {duration}; it must be more than nothing and at most a day.";
        }

        if (Concurrency is < 1 or > 64)
        {
            return $"The concurrency is {Concurrency}; it must be between 1 and 64.";
        }

        if (Family is not (null or AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            return $"The address family is {Family}; it must be InterNetwork (IPv4) or InterNetworkV6 (IPv6), or null for both.";
        }

        if (ConnectTimeout < TimeSpan.FromMilliseconds(1) || RequestTimeout < TimeSpan.FromMilliseconds(1))
        {
            return "A timeout must be at least one millisecond: curl reads 0 as \"wait for ever\".";
        }

        if (RequestsPerSecond is < 1 or > 1_000_000)
        {
            return $"The rate is {RequestsPerSecond} requests per second; it must be between 1 and 1,000,000.";
        }

        if (!ExtraArguments.IsDefaultOrEmpty && ExtraArguments.FirstOrDefault(IsReserved) is { } reserved)
        {
            return $"The argument {reserved} is set by the lab itself, which counts requests and reads samples in its own way.";
        }

        return null;
    }

    private static bool IsReserved(string argument)
        => argument is "-w" or "--write-out" or "-K" or "--config" or "-o" or "--output" or "--stderr" or "-Z" or "--parallel" or "-:" or "--next" or "-g" or "--globoff";
}

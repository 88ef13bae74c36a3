using System.Collections.Immutable;

namespace Learn;

/// <summary>What one call of curl shall do: how many requests, to which address, from where, with which patience.</summary>
public sealed record CurlRequest
{
    /// <summary>The address, as curl takes it: <c>http://my-service</c>, <c>http://10.96.0.12:80/hostname</c>, <c>http://[fd00:10:96::5]/</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Number of requests, one after the other. 1–1,000,000; default 1.</summary>
    public int Count { get; init; } = 1;

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

    /// <summary>Requests per second at most, 1–1,000,000; null: as fast as they are answered.</summary>
    public int? RequestsPerSecond { get; init; }

    /// <summary>Header lines to send, each as <c>Name: value</c>.</summary>
    public ImmutableArray<string> Headers { get; init; } = [];

    /// <summary>Arguments for curl itself, appended to ours, e.g. <c>--http2-prior-knowledge</c> or <c>--data</c>, <c>x=1</c>.</summary>
    public ImmutableArray<string> ExtraArguments { get; init; } = [];

    /// <summary>True: response bodies are kept. Default false: they are thrown away.</summary>
    public bool KeepBodies { get; init; }

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
            return $"The argument {reserved} is set by the lab itself: the samples are read from curl's own output.";
        }

        return null;
    }

    private static bool IsReserved(string argument)
        => argument is "-w" or "--write-out" or "-K" or "--config" or "-o" or "--output" or "--stderr" or "-Z" or "--parallel" or "-:" or "--next";
}

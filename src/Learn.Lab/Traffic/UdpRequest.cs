using System.Net.Sockets;

namespace Learn;

/// <summary>Datagrams that shall be sent: how many, where to, from where, with which patience.</summary>
public sealed record UdpRequest
{
    /// <summary>The datagram that the built-in workload answers with its pod's name.</summary>
    public const string WhoAreYou = "hostname";

    /// <summary>Name or address, without a port: <c>my-service</c>, <c>10.96.0.10</c>.</summary>
    public required string Target { get; init; }

    /// <summary>Port, 1–65535.</summary>
    public required int Port { get; init; }

    /// <summary>Number of probes, 1–1,000,000; default 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Where they are sent from: as in <see cref="CurlRequest.From"/>.</summary>
    public string? From { get; init; }

    /// <summary>
    /// Null, the default: each probe has a socket, and so a source port, of its own, and is distributed by the rules. A port, 1–65535: all probes
    /// come from it by one socket. To connection tracking they are one connection then, and all go where the first one went.
    /// </summary>
    public int? SourcePort { get; init; }

    /// <summary>What each datagram says; default <see cref="WhoAreYou"/>.</summary>
    public string Payload { get; init; } = WhoAreYou;

    /// <summary>
    /// True: after the answer the same socket asks <c>clientip</c> too, so that <see cref="UdpSample.SourceSeenByPod"/> is known. That is a second
    /// datagram of the same connection. Default false.
    /// </summary>
    public bool AskForSource { get; init; }

    /// <summary>How long an answer may take; default 1 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Probes per second at most, 1–1,000,000; null: as fast as they are answered.</summary>
    public int? ProbesPerSecond { get; init; }

    /// <summary>Number of probes that wait for their answers at the same time, 1–64; 1 (the default) with a <see cref="SourcePort"/>.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>The only address family to use; null, the default: what the name gives.</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>True: afterwards the connection tracking of all nodes is read, and each sample gets its entry. Default false.</summary>
    public bool WithNat { get; init; }

    /// <summary>Says what is wrong with this request, or null if nothing is.</summary>
    public string? Validate()
        => string.IsNullOrWhiteSpace(Target) ? "A target is needed, for example my-service."
            : Port is < 1 or > 65_535 || SourcePort is < 1 or > 65_535 ? "A port must be between 1 and 65535."
            : Count is < 1 or > 1_000_000 ? $"The number of probes is {Count}; it must be between 1 and 1,000,000."
            : ProbesPerSecond is < 1 or > 1_000_000 ? $"The rate is {ProbesPerSecond} probes per second; it must be between 1 and 1,000,000."
            : Concurrency is < 1 or > 64 ? $"The concurrency is {Concurrency}; it must be between 1 and 64."
            : SourcePort is not null && Concurrency > 1 ? "From one source port probes are sent one after the other: answers could not be told apart."
            : Timeout < TimeSpan.FromMilliseconds(1) || Timeout > TimeSpan.FromHours(1) ? "The timeout must be between a millisecond and an hour."
            : Family is not (null or AddressFamily.InterNetwork or AddressFamily.InterNetworkV6) ? $"The address family is {Family}; it must be InterNetwork (IPv4) or InterNetworkV6 (IPv6), or null for both."
            : null;
}

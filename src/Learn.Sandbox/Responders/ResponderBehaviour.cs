namespace Learn.Sandbox;

/// <summary>
/// How a responder treats what it is asked: slowly, with errors, not at all. It counts for requests (HTTP), datagrams (UDP) and lines
/// (TCP echo) that come after it was set. A request meets, in this order: <see cref="StallForever"/>, <see cref="Delay"/>,
/// <see cref="CloseRate"/>, <see cref="ErrorRate"/>. All defaults together are a workload without faults.
/// </summary>
public sealed record ResponderBehaviour
{
    /// <summary>The longest <see cref="Delay"/>.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>A workload without faults.</summary>
    public static ResponderBehaviour Normal { get; } = new();

    /// <summary>Time until it answers; zero to one hour. Others are answered meanwhile. Default zero.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Share of the requests that fail, 0–1, each by chance: answered with <see cref="ErrorStatus"/> (HTTP), UNAVAILABLE (gRPC), or not at all (UDP, TCP echo).</summary>
    public double ErrorRate { get; init; }

    /// <summary>Status of HTTP requests that fail, 400–599. Default 503.</summary>
    public int ErrorStatus { get; init; } = 503;

    /// <summary>
    /// Share of the requests, 0–1, each by chance, after which the connection is closed without an answer, as when the program dies. A request over HTTP/2
    /// loses its stream, not the connection. A datagram stays unanswered.
    /// </summary>
    public double CloseRate { get; init; }

    /// <summary>Whether no request is ever answered, while connections are still accepted: a program that hangs.</summary>
    public bool StallForever { get; init; }

    /// <summary>
    /// Status of the health checks <c>/healthz</c>, <c>/readyz</c>, <c>/livez</c> and of the gRPC health service (SERVING for 200–399, else NOT_SERVING),
    /// answered at once and apart from all other faults; 200–599. Default null: they are requests like all others, and well if answered.
    /// </summary>
    public int? HealthStatus { get; init; }

    /// <summary>
    /// Status of single paths (<c>/readyz</c>) or gRPC health services (the name of the service), 200–599, answered at once and apart from all other
    /// faults. They go before <see cref="HealthStatus"/>: so a pod can be alive and not ready. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, int> StatusOf { get; init; } = new Dictionary<string, int>();

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Check()
    {
        Within(Delay.TotalSeconds, 0, LongestDelay.TotalSeconds, nameof(Delay));
        Within(ErrorRate, 0, 1, nameof(ErrorRate));
        Within(CloseRate, 0, 1, nameof(CloseRate));
        Within(ErrorStatus, 400, 599, nameof(ErrorStatus));
        Within(HealthStatus ?? 200, 200, 599, nameof(HealthStatus));
        foreach (var (name, status) in StatusOf)
        {
            Within(status, 200, 599, $"{nameof(StatusOf)}[{name}]");
        }
    }

    private static void Within(double value, double least, double most, string name)
    {
        // Also false for what is not a number.
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(name, value, $"A responder's {name} is {least} to {most}.");
        }
    }
}

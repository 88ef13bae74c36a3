using System.Collections.Immutable;
using System.Globalization;
using Learn.Sandbox;

namespace Learn;

/// <summary>What is made to go wrong with a pod.</summary>
public sealed record PodFaults
{
    /// <summary>All is well.</summary>
    public static PodFaults None { get; } = new();

    /// <summary>How long each answer is held back; zero for not at all.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The share of HTTP requests that are answered with <see cref="ErrorStatus"/>, 0–1.</summary>
    public double ErrorRate { get; init; }

    /// <summary>The status of those answers.</summary>
    public int ErrorStatus { get; init; } = 503;

    /// <summary>
    /// Statuses of single paths (<c>/readyz</c>), or services of gRPC health, 200–599, whatever else is wrong: so a pod can be alive and not ready.
    /// </summary>
    public ImmutableSortedDictionary<string, int> Statuses { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Whether requests are taken and never answered.</summary>
    public bool Hangs { get; init; }

    /// <summary>Whether nobody listens: connections are refused.</summary>
    public bool Refuses { get; init; }

    /// <summary>Whether all packets to the pod are dropped without a word.</summary>
    public bool Drops { get; init; }

    /// <summary>What the kubelet takes for the answer of the readiness probe; null for the answer itself.</summary>
    public bool? Ready { get; init; }

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => this != None;

    /// <summary>What the workload has to do for it.</summary>
    internal ResponderBehaviour Behaviour => new()
    {
        Delay = Delay,
        ErrorRate = ErrorRate,
        ErrorStatus = ErrorStatus,
        StallForever = Hangs,
        StatusOf = Statuses,
    };

    /// <summary>Whether requests are treated in the same way.</summary>
    internal bool AnswersAs(PodFaults other)
        => (Delay, ErrorRate, ErrorStatus, Hangs, Statuses) == (other.Delay, other.ErrorRate, other.ErrorStatus, other.Hangs, other.Statuses);

    /// <summary>In words.</summary>
    public override string ToString()
    {
        string[] all =
        [
            .. Delay > TimeSpan.Zero ? [string.Create(CultureInfo.InvariantCulture, $"answers {Delay.TotalMilliseconds:0} ms late")] : Array.Empty<string>(),
            .. ErrorRate > 0 ? [string.Create(CultureInfo.InvariantCulture, $"answers {ErrorRate:P0} of requests with {ErrorStatus}")] : Array.Empty<string>(),
            .. Statuses.Select(status => string.Create(CultureInfo.InvariantCulture, $"answers {status.Key} with {status.Value}")),
            .. Hangs ? ["answers nothing"] : Array.Empty<string>(),
            .. Refuses ? ["refuses connections"] : Array.Empty<string>(),
            .. Drops ? ["drops packets"] : Array.Empty<string>(),
            .. Ready is { } ready ? [ready ? "set to ready by hand" : "set to not ready by hand"] : Array.Empty<string>(),
        ];
        return all.Length == 0 ? "no faults" : string.Join(", ", all);
    }
}

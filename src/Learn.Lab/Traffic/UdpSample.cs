using System.Net;

namespace Learn;

/// <summary>What became of one probe. A failure is data here, not an exception.</summary>
public sealed record UdpSample
{
    /// <summary>Number of the probe within its call, from 0, in the order in which the probes ended.</summary>
    public required int Index { get; init; }

    /// <summary>When it was sent, counted from the start of the call.</summary>
    public TimeSpan StartOffset { get; init; }

    /// <summary>Time from sending to the answer; null if none came.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The kind of failure.</summary>
    public UdpFailure Failure { get; init; }

    /// <summary>A failure in words, empty without one.</summary>
    public string ErrorMessage { get; init; } = "";

    /// <summary>What the answer said; null if none came.</summary>
    public string? Answer { get; init; }

    /// <summary>Name of the pod that answered; null if none did, or if it was not asked for its name.</summary>
    public string? Pod { get; init; }

    /// <summary>Name of that pod's node, or null.</summary>
    public string? Node { get; init; }

    /// <summary>Zone of that node, or null.</summary>
    public string? Zone { get; init; }

    /// <summary>The address and port the pod saw, if <see cref="UdpRequest.AskForSource"/> asked for it; else null.</summary>
    public IPEndPoint? SourceSeenByPod { get; init; }

    /// <summary>The sender's end, or null if nothing was sent.</summary>
    public IPEndPoint? Local { get; init; }

    /// <summary>The end that it was sent to (the Service's address, not the pod's), or null if nothing was sent.</summary>
    public IPEndPoint? Remote { get; init; }

    /// <summary>The entry of connection tracking, if <see cref="UdpRequest.WithNat"/> asked for it and it was still there; else null.</summary>
    public NodeConnection? Nat { get; init; }

    /// <summary>Where the probe ended, in the terms in which an expectation is stated.</summary>
    public TrafficOutcome Outcome => this switch
    {
        { Pod: { } pod } => TrafficOutcome.AnsweredBy(pod),
        { Failure: UdpFailure.None } => TrafficOutcome.Elsewhere,
        { Failure: UdpFailure.Refused } => TrafficOutcome.Refused,
        { Failure: UdpFailure.NoAnswer } => TrafficOutcome.Dropped,
        _ => TrafficOutcome.Unattributed,
    };
}

using System.Net;

namespace Learn.Course;

/// <summary>What became of one request or datagram.</summary>
/// <param name="Ends">How it ended: one of <see cref="TrafficEnds"/>.</param>
/// <param name="Pod">Who answered; null if nobody did, or no Pod.</param>
/// <param name="Source">The address that the Pod saw; null if it is not known.</param>
/// <param name="Local">The sender's own address; null if nothing was sent.</param>
/// <param name="Status">The HTTP status; null without one.</param>
/// <param name="Message">A failure in the words of who sent it.</param>
internal sealed record TrafficSeen(string Ends, string? Pod, IPAddress? Source, IPAddress? Local, int? Status, string Message)
{
    /// <summary>What a request of curl showed.</summary>
    public static TrafficSeen Of(CurlSample sample)
        => new(
            sample.Failure switch
            {
                CurlFailure.None => TrafficEnds.Answered,
                CurlFailure.Refused => TrafficEnds.Refused,
                CurlFailure.ConnectTimeout or CurlFailure.ResponseTimeout => TrafficEnds.Timeout,
                CurlFailure.NameLookup => TrafficEnds.UnknownName,
                _ => TrafficEnds.Broken,
            },
            sample.Pod,
            sample.SourceSeenByPod?.Address,
            sample.Local?.Address,
            sample.Status,
            sample.ErrorMessage);

    /// <summary>What a datagram showed.</summary>
    public static TrafficSeen Of(UdpSample sample)
        => new(
            sample.Failure switch
            {
                UdpFailure.None => TrafficEnds.Answered,
                UdpFailure.Refused => TrafficEnds.Refused,
                UdpFailure.NoAnswer => TrafficEnds.Timeout,
                UdpFailure.NameLookup => TrafficEnds.UnknownName,
                _ => TrafficEnds.Broken,
            },
            sample.Pod,
            sample.SourceSeenByPod?.Address,
            sample.Local?.Address,
            null,
            sample.ErrorMessage);

    /// <summary>The end in the terms of an expectation.</summary>
    public TrafficOutcome Outcome => Ends switch
    {
        TrafficEnds.Answered => Pod is null ? TrafficOutcome.Elsewhere : TrafficOutcome.AnsweredBy(Pod),
        TrafficEnds.Refused => TrafficOutcome.Refused,
        TrafficEnds.Timeout => TrafficOutcome.Dropped,
        _ => TrafficOutcome.Unattributed,
    };
}

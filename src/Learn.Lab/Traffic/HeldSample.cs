using System.Net;

namespace Learn;

/// <summary>What became of one request over a <see cref="HeldConnection"/>.</summary>
public sealed record HeldSample
{
    /// <summary>Number of the request on its connection, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>When it was sent, counted from the opening of the connection.</summary>
    public TimeSpan StartOffset { get; init; }

    /// <summary>Time until the answer had come, or until the failure.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>HTTP status, 100–599; null if no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>Name of the pod that answered, or null.</summary>
    public string? Pod { get; init; }

    /// <summary>Name of its node, or null.</summary>
    public string? Node { get; init; }

    /// <summary>Zone of that node, or null.</summary>
    public string? Zone { get; init; }

    /// <summary>The address and port the pod saw the connection come from, or null.</summary>
    public IPEndPoint? SourceSeenByPod { get; init; }

    /// <summary>The body of the answer; null if none came.</summary>
    public string? Body { get; init; }

    /// <summary>Why no answer came, in words; null if one did.</summary>
    public string? Failure { get; init; }

    /// <summary>True if an answer came, whatever its status.</summary>
    public bool Succeeded => Failure is null;
}

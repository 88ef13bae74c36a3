using System.Collections.Immutable;
using System.Net;

namespace Learn;

/// <summary>What became of one request. A failure of curl is data here, not an exception.</summary>
public sealed record CurlSample
{
    /// <summary>Header in which a pod of the lab writes its name.</summary>
    public const string PodNameHeader = "X-Pod-Name";

    /// <summary>Header in which a pod of the lab writes the name of its node.</summary>
    public const string NodeNameHeader = "X-Node-Name";

    /// <summary>Header in which a pod of the lab writes the address and port it saw the request come from.</summary>
    public const string ClientAddressHeader = "X-Client-Address";

    /// <summary>Number of the request within its call, from 0, in the order in which the requests ended.</summary>
    public required int Index { get; init; }

    /// <summary>Which of the curl processes made it, from 0 on; see <see cref="CurlRequest.Concurrency"/>.</summary>
    public int Process { get; init; }

    /// <summary>When the request began, counted from the start of the call: the time its sample arrived less <see cref="CurlTimings.Total"/>.</summary>
    public TimeSpan StartOffset { get; init; }

    /// <summary>HTTP status, 100–599, or null if no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>curl's exit code for this request; 0: an answer came, even one like 500.</summary>
    public int ExitCode { get; init; }

    /// <summary>curl's own words for a failure, empty without one.</summary>
    public string ErrorMessage { get; init; } = "";

    /// <summary>Name of the pod that answered, or null if no answer came or it did not say.</summary>
    public string? Pod { get; init; }

    /// <summary>Name of the node of the pod that answered, or null if no answer came or it did not say.</summary>
    public string? Node { get; init; }

    /// <summary>Zone of that node (its label <c>topology.kubernetes.io/zone</c>), or null if it has none.</summary>
    public string? Zone { get; init; }

    /// <summary>The address and port the pod saw the request come from (port 0 if it named none), or null if it did not say.</summary>
    public IPEndPoint? SourceSeenByPod { get; init; }

    /// <summary>curl's end of the connection, or null if it never stood.</summary>
    public IPEndPoint? Local { get; init; }

    /// <summary>The end that curl connected to (the Service's address, not the pod's: translation happens behind curl's back), or null.</summary>
    public IPEndPoint? Remote { get; init; }

    /// <summary>
    /// The connection as the node that translated it tracked it, if <see cref="CurlRequest.WithNat"/> asked for it and the entry was still
    /// there; else null.
    /// </summary>
    public NodeConnection? Nat { get; init; }

    /// <summary>
    /// True if the request opened a connection of its own. False if it reused one, so that the nat table was not asked again, or if none stood.
    /// </summary>
    public bool OpenedConnection { get; init; }

    /// <summary>HTTP version of the answer as curl writes it: "1.1", "2"; "0" without an answer.</summary>
    public string HttpVersion { get; init; } = "0";

    /// <summary>Size of the response body in bytes.</summary>
    public long BodySize { get; init; }

    /// <summary>When the phases of the request ended.</summary>
    public CurlTimings Timings { get; init; }

    /// <summary>All header lines of the answer, in the order of their first appearance.</summary>
    public ImmutableArray<ResponseHeader> Headers { get; init; } = [];

    /// <summary>The response body, if <see cref="CurlRequest.KeepBodies"/> asked for it; else null.</summary>
    public string? Body { get; init; }

    /// <summary>The kind of failure, read from the exit code and the phases reached.</summary>
    public CurlFailure Failure => ExitCode switch
    {
        0 => CurlFailure.None,
        5 or 6 => CurlFailure.NameLookup,
        7 => CurlFailure.Refused,
        // A reused connection has no time of its own, but an address.
        28 when Timings.Connect > TimeSpan.Zero || Local is not null => CurlFailure.ResponseTimeout,
        28 when ErrorMessage.StartsWith("Resolving", StringComparison.OrdinalIgnoreCase) => CurlFailure.NameLookup,
        28 => CurlFailure.ConnectTimeout,
        52 or 55 or 56 => CurlFailure.Reset,
        _ => CurlFailure.Other,
    };

    /// <summary>Where the request ended, in the terms in which an expectation is stated.</summary>
    public TrafficOutcome Outcome => this switch
    {
        { Pod: { } pod } => TrafficOutcome.AnsweredBy(pod),
        { Failure: CurlFailure.None } => TrafficOutcome.Elsewhere,
        { Failure: CurlFailure.Refused } => TrafficOutcome.Refused,
        { Failure: CurlFailure.ConnectTimeout } => TrafficOutcome.Dropped,
        _ => TrafficOutcome.Unattributed,
    };

    /// <summary>The value of a response header, or null if there was none. Upper and lower case do not matter.</summary>
    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }

        return null;
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace Learn;

/// <summary>What came of one call of curl: every request's sample, the expectation, and how well both agree.</summary>
public sealed class CurlResult
{
    private readonly Lazy<ImmutableArray<OutcomeSummary>> outcomes;
    private readonly Lazy<GoodnessOfFit?> fit;

    /// <summary>Makes a result.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="samples">The samples, in the order in which they came.</param>
    /// <param name="elapsed">How long the call took.</param>
    /// <param name="expectation">What the rules made expect, or null if nobody knows.</param>
    /// <param name="seed">Seed of the goodness-of-fit test, where it has to draw at random.</param>
    /// <param name="messages">What curl wrote besides its samples: complaints about its arguments and the like.</param>
    public CurlResult(
        CurlRequest request,
        ImmutableArray<CurlSample> samples,
        TimeSpan elapsed,
        Expectation? expectation = null,
        int seed = 1,
        ImmutableArray<string> messages = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Request = request;
        Samples = samples.IsDefault ? [] : samples;
        Elapsed = elapsed;
        Expectation = expectation;
        Messages = messages.IsDefault ? [] : messages;
        outcomes = new Lazy<ImmutableArray<OutcomeSummary>>(() => OutcomeRows.Of(Samples.Select(s => s.Outcome), expectation));
        fit = new Lazy<GoodnessOfFit?>(() => expectation is null ? null : GoodnessOfFitTest.Test(Samples.Select(s => s.Outcome), expectation, seed));
    }

    /// <summary>What was asked for.</summary>
    public CurlRequest Request { get; }

    /// <summary>One sample per request, in the order in which they came. Fewer than asked for if the call was cut short.</summary>
    public ImmutableArray<CurlSample> Samples { get; }

    /// <summary>How long the call took, starting curl included.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>What the applied rules made expect, or null if nobody knows.</summary>
    public Expectation? Expectation { get; }

    /// <summary>What curl wrote besides its samples.</summary>
    public ImmutableArray<string> Messages { get; }

    /// <summary>How well the samples fit the expectation, or null without one.</summary>
    public GoodnessOfFit? Fit => fit.Value;

    /// <summary>
    /// The distribution: every end that was expected or seen. Pods first, by name as people sort numbers (pod-2 before pod-10).
    /// </summary>
    public ImmutableArray<OutcomeSummary> Outcomes => outcomes.Value;

    /// <summary>Number of requests by HTTP status, smallest status first.</summary>
    public ImmutableArray<StatusSummary> Statuses =>
        [.. Samples.Where(s => s.Status is not null).GroupBy(s => s.Status!.Value).OrderBy(g => g.Key).Select(g => new StatusSummary(g.Key, g.Count()))];

    /// <summary>Failed requests by kind, the most frequent first.</summary>
    public ImmutableArray<FailureSummary> Failures =>
        [.. Samples.Where(s => s.ExitCode != 0).GroupBy(s => (s.Failure, s.ExitCode))
            .Select(g => new FailureSummary(g.Key.Failure, g.Key.ExitCode, g.First().ErrorMessage, g.Count()))
            .OrderByDescending(f => f.Count).ThenBy(f => f.ExitCode)];

    /// <summary>Times of the answered requests, or null if none was answered.</summary>
    public LatencySummary? Latency => LatencySummary.Of(Samples.Where(s => s.ExitCode == 0).Select(s => s.Timings.Total));

    /// <summary>Requests by the pod that answered, with their times.</summary>
    public GroupTable ByPod => By("pod", sample => sample.Pod);

    /// <summary>Requests by the node of the pod that answered, with their times.</summary>
    public GroupTable ByNode => By("node", sample => sample.Node);

    /// <summary>Requests by the zone of the pod that answered, with their times.</summary>
    public GroupTable ByZone => By("zone", sample => sample.Zone);

    /// <summary>Requests by HTTP status, or by the kind of failure, with their times.</summary>
    public GroupTable ByStatus => By("status", sample => sample.Status is { } status ? status.ToString(CultureInfo.InvariantCulture) : sample.Failure.ToString());

    /// <summary>Requests by anything else that a sample tells: <c>result.By("source", s => s.SourceSeenByPod?.Address.ToString())</c>.</summary>
    /// <param name="title">What it is.</param>
    /// <param name="name">The name of a sample's group; null for none.</param>
    public GroupTable By(string title, Func<CurlSample, string?> name)
        => GroupTable.Of(title, Samples.Select(sample => (name(sample), sample.ExitCode == 0 ? sample.Timings.Total : (TimeSpan?)null)));

    /// <summary>Number of requests that were answered, whatever the status.</summary>
    public int Answered => Samples.Count(s => s.ExitCode == 0);

    /// <summary>Number of requests that used a connection of an earlier one, and so were not distributed by the rules.</summary>
    public int ReusedConnections => Samples.Count(s => s is { ExitCode: 0, OpenedConnection: false });

    /// <summary>Number of requests that a pod answered.</summary>
    public int CountOf(string pod) => Samples.Count(s => s.Pod == pod);

    /// <summary>The distribution as a text table of at most 80 columns, with the goodness of fit in words.</summary>
    public override string ToString() => CurlResultText.Write(this);
}

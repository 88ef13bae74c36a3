using System.Collections.Immutable;
using System.Text;
using static Learn.OutcomeText;

namespace Learn;

/// <summary>What came of one call of probes: every probe's sample, the expectation, and how well both agree.</summary>
public sealed class UdpResult
{
    private readonly Lazy<ImmutableArray<OutcomeSummary>> outcomes;
    private readonly Lazy<GoodnessOfFit?> fit;

    /// <summary>Makes a result.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="samples">The samples, in the order in which they came.</param>
    /// <param name="elapsed">How long the call took.</param>
    /// <param name="expectation">What the rules made expect, or null if nobody knows.</param>
    /// <param name="seed">Seed of the goodness-of-fit test, where it has to draw at random.</param>
    public UdpResult(UdpRequest request, ImmutableArray<UdpSample> samples, TimeSpan elapsed, Expectation? expectation = null, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(request);
        Request = request;
        Samples = samples.IsDefault ? [] : samples;
        Elapsed = elapsed;
        Expectation = expectation;
        outcomes = new(() => OutcomeRows.Of(Samples.Select(s => s.Outcome), expectation));
        fit = new(() => expectation is null ? null : GoodnessOfFitTest.Test(Samples.Select(s => s.Outcome), expectation, seed));
    }

    /// <summary>What was asked for.</summary>
    public UdpRequest Request { get; }

    /// <summary>One sample per probe, in the order in which they ended.</summary>
    public ImmutableArray<UdpSample> Samples { get; }

    /// <summary>How long the call took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>What the applied rules made expect, or null if nobody knows.</summary>
    public Expectation? Expectation { get; }

    /// <summary>How well the samples fit the expectation, or null without one.</summary>
    public GoodnessOfFit? Fit => fit.Value;

    /// <summary>The distribution: every end that was expected or seen.</summary>
    public ImmutableArray<OutcomeSummary> Outcomes => outcomes.Value;

    /// <summary>Times of the answered probes, or null if none was answered.</summary>
    public LatencySummary? Latency => LatencySummary.Of(Samples.Where(s => s.Latency is not null).Select(s => s.Latency!.Value));

    /// <summary>Probes by the pod that answered, with their times.</summary>
    public GroupTable ByPod => By("pod", sample => sample.Pod);

    /// <summary>Probes by the node of the pod that answered, with their times.</summary>
    public GroupTable ByNode => By("node", sample => sample.Node);

    /// <summary>Probes by the zone of the pod that answered, with their times.</summary>
    public GroupTable ByZone => By("zone", sample => sample.Zone);

    /// <summary>Probes by anything else that a sample tells.</summary>
    /// <param name="title">What it is.</param>
    /// <param name="name">The name of a sample's group; null for none.</param>
    public GroupTable By(string title, Func<UdpSample, string?> name) => GroupTable.Of(title, Samples.Select(sample => (name(sample), sample.Latency)));

    /// <summary>Number of probes that were answered.</summary>
    public int Answered => Samples.Count(s => s.Failure == UdpFailure.None);

    /// <summary>Number of probes that a pod answered.</summary>
    public int CountOf(string pod) => Samples.Count(s => s.Pod == pod);

    /// <summary>The distribution as a text table of at most 80 columns, with the goodness of fit in words.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var probes = Samples.Length == 1 ? "1 datagram" : Format($"{Samples.Length:N0} datagrams");
        var from = Request.From is { } host ? $" from {host}" : "";
        text.Append(TextWrap.Wrap(Format($"{probes} to {Request.Target} port {Request.Port}{from} in {Elapsed.TotalSeconds:0.00} s"), Width)).Append('\n');
        AppendTable(text, Outcomes);
        var failures = Samples.Where(s => s.Failure != UdpFailure.None).GroupBy(s => s.Failure).OrderBy(g => g.Key)
            .Select(g => Format($"{g.Count():N0} failed: {g.First().ErrorMessage}"));
        foreach (var sentence in Sentences(Fit).Concat(failures))
        {
            text.Append('\n').Append(TextWrap.Wrap(sentence, Width));
        }

        return text.ToString();
    }
}

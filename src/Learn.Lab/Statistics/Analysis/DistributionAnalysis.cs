using System.Collections.Immutable;

namespace Learn;

/// <summary>
/// Everything that can be asked of a distribution: exact intervals, two tests of the expectation, the size of the deviation, what so many requests can show at all,
/// whether the answers came in turn, and whether the shares stayed the same over time.
/// </summary>
public sealed class DistributionAnalysis
{
    private DistributionAnalysis(string title, AnalysisOptions options, Expectation? expectation)
        => (Title, Options, Expectation) = (title, options, expectation);

    /// <summary>What was asked: "300 requests to http://my-service from client".</summary>
    public string Title { get; }

    /// <summary>What the analysis was to answer.</summary>
    public AnalysisOptions Options { get; }

    /// <summary>What was expected, or null if nobody knows.</summary>
    public Expectation? Expectation { get; }

    /// <summary>Number of requests that tell where the rules sent them.</summary>
    public int Count { get; private init; }

    /// <summary>Number of requests that failed without telling it.</summary>
    public int Excluded { get; private init; }

    /// <summary>The ends, expected or seen, pods first, by name as people sort numbers.</summary>
    public ImmutableArray<EndShare> Ends { get; private init; }

    /// <summary>Pearson's chi-square test; exact or drawn at random where counts are small. Null without an expectation.</summary>
    public GoodnessOfFit? Pearson { get; private init; }

    /// <summary>The G test, in the same way. Null without an expectation.</summary>
    public GoodnessOfFit? LikelihoodRatio { get; private init; }

    /// <summary>How large the deviation is; null where no statistic was made.</summary>
    public EffectSize? Effect => Pearson is null ? null : EffectSize.Of(Pearson);

    /// <summary>How many requests a deviation takes; null where nothing is left to chance, or no test can be made.</summary>
    public DeviationPlan? Plan { get; private init; }

    /// <summary>Whether the answers came in turn; null where the order is not known.</summary>
    public OrderAnalysis? Order { get; private init; }

    /// <summary>The answers over time; null where times are not known, or requests too few.</summary>
    public TimeStrip? OverTime { get; private init; }

    /// <summary>How many requests were under way at the same time: with several, answers come in another order than requests.</summary>
    internal int Parallel { get; private init; } = 1;

    /// <summary>Analyses a result of curl.</summary>
    /// <param name="result">The result.</param>
    /// <param name="options">What to answer; null for the defaults.</param>
    public static DistributionAnalysis Of(CurlResult result, AnalysisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        string from = result.Request.From is { } place ? $" from {place}" : "";
        return Of(
            OutcomeText.Format($"{result.Samples.Length:N0} requests to {result.Request.Url}{from}"),
            [.. InOrder(result).Select(sample => (sample.Outcome, (TimeSpan?)sample.StartOffset))],
            result.Expectation,
            options,
            result.Request.Concurrency);
    }

    // One process makes one request after the other, so their numbers are their order. Times only come near it: answers are read several at once, and ordered by them a slower
    // pod's requests would stand together.
    private static IEnumerable<CurlSample> InOrder(CurlResult result) => result.Request.Concurrency == 1
        ? result.Samples.OrderBy(sample => sample.Index)
        : result.Samples.OrderBy(sample => sample.StartOffset).ThenBy(sample => sample.Index);

    /// <summary>Analyses a result of datagrams.</summary>
    /// <param name="result">The result.</param>
    /// <param name="options">What to answer; null for the defaults.</param>
    public static DistributionAnalysis Of(UdpResult result, AnalysisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of(
            OutcomeText.Format($"{result.Samples.Length:N0} datagrams to {result.Request.Target} port {result.Request.Port}"),
            [.. result.Samples.OrderBy(sample => sample.StartOffset).ThenBy(sample => sample.Index).Select(sample => (sample.Outcome, (TimeSpan?)sample.StartOffset))],
            result.Expectation,
            options);
    }

    /// <summary>Analyses counts: without an order, and without times.</summary>
    /// <param name="counts">Requests by pod.</param>
    /// <param name="expectation">What was expected, or null.</param>
    /// <param name="options">What to answer; null for the defaults.</param>
    /// <exception cref="ArgumentException">A count is negative.</exception>
    public static DistributionAnalysis Of(IReadOnlyDictionary<string, int> counts, Expectation? expectation = null, AnalysisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Values.Any(count => count < 0))
        {
            throw new ArgumentException("A count cannot be negative.", nameof(counts));
        }

        var outcomes = counts.SelectMany(entry => Enumerable.Repeat((TrafficOutcome.AnsweredBy(entry.Key), (TimeSpan?)null), entry.Value)).ToList();
        return Of(OutcomeText.Format($"{outcomes.Count:N0} requests"), outcomes, expectation, options);
    }

    /// <summary>What came out, in sentences; the most important first.</summary>
    public IEnumerable<string> Sentences => AnalysisText.Sentences(this);

    /// <summary>The analysis as text of at most 80 columns.</summary>
    public override string ToString() => AnalysisText.Write(this);

    /// <summary>The analysis as JSON, for other programs.</summary>
    public string ToJson() => AnalysisJson.Write(this);

    private static DistributionAnalysis Of(
        string title, List<(TrafficOutcome End, TimeSpan? At)> requests, Expectation? expectation, AnalysisOptions? options, int parallel = 1)
    {
        options ??= new AnalysisOptions();
        if (options.Validate() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        var counted = requests.FindAll(request => request.End != TrafficOutcome.Unattributed);
        var ends = counted.ConvertAll(request => request.End);
        bool isTimed = counted.Count > 0 && counted.TrueForAll(request => request.At is not null);
        return new DistributionAnalysis(title, options, expectation)
        {
            Count = counted.Count,
            Excluded = requests.Count - counted.Count,
            Ends = EndsOf(ends, expectation, options.Confidence),
            Pearson = expectation is null ? null : GoodnessOfFitTest.Test(ends, expectation),
            LikelihoodRatio = expectation is null ? null : GoodnessOfFitTest.Test(ends, expectation, statistic: FitStatistic.LikelihoodRatio),
            Plan = expectation is null ? null : DeviationPlan.Of(expectation, counted.Count, options.Deviation, options.Power),
            Order = isTimed ? OrderAnalysis.Of(ends) : null,
            OverTime = isTimed ? TimeStrip.Of(counted.Select(request => (request.At!.Value, request.End))) : null,
            Parallel = parallel,
        };
    }

    private static ImmutableArray<EndShare> EndsOf(List<TrafficOutcome> outcomes, Expectation? expectation, double confidence)
    {
        var expected = expectation is { Undetermined: 0 } certain ? certain : null;
        var counts = outcomes.CountBy(end => end).ToDictionary();
        var ends = counts.Keys.Union(expected?.Shares.Where(share => share.Probability > 0).Select(share => share.Outcome) ?? []).ToList();
        // Two ends are one question: what one has more, the other has less.
        int questions = ends.Count == 2 ? 1 : Math.Max(1, ends.Count);
        int n = outcomes.Count;
        return [.. ends.OrderBy(end => end.Kind).ThenBy(end => end.Pod, PodNameOrder.Instance).Select(end => counts.GetValueOrDefault(end) is var count && n == 0
            ? new EndShare(end, 0, 0, new(0, 1), new(0, 1), expected?.ProbabilityOf(end))
            : new EndShare(
                end,
                count,
                (double)count / n,
                BinomialIntervals.ClopperPearson(count, n, confidence),
                BinomialIntervals.ClopperPearson(count, n, 1 - ((1 - confidence) / questions)),
                expected is null ? null : Math.Min(1, expected.ProbabilityOf(end))))];
    }
}

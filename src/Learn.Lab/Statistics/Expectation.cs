using System.Collections.Immutable;
using System.Net;

namespace Learn;

/// <summary>What should happen to requests, as the applied rules say before any is sent.</summary>
public sealed class Expectation
{
    private const double Tolerance = 1e-6;

    /// <summary>Makes an expectation; shares of the same outcome are added up.</summary>
    /// <param name="shares">The shares. Together with <paramref name="undetermined"/> they sum to 1 within one in a million.</param>
    /// <param name="undetermined">Probability, 0–1, of ends that the rules alone do not tell (a match that could not be evaluated).</param>
    /// <param name="source">Where the expectation comes from, as the end of a sentence: "the rules of node-1".</param>
    /// <param name="dependence">
    /// Why the requests do not choose independently of each other (session affinity, a reused connection), or null if they do.
    /// A test of the counts would be wrong then, so none is made.
    /// </param>
    /// <param name="sourcesSeen">Which source addresses the pods should see; null if nobody knows.</param>
    /// <exception cref="ArgumentException">A probability is not within 0–1, or the sum is not 1.</exception>
    public Expectation(
        IEnumerable<ExpectedShare> shares,
        double undetermined = 0,
        string source = "the rules",
        string? dependence = null,
        IEnumerable<ExpectedSource>? sourcesSeen = null)
    {
        ArgumentNullException.ThrowIfNull(shares);
        Shares = [.. shares.GroupBy(s => s.Outcome).Select(g => new ExpectedShare(g.Key, g.Sum(s => s.Probability)))];
        Undetermined = undetermined;
        Source = source;
        Dependence = dependence;
        SourcesSeen = [.. (sourcesSeen ?? []).GroupBy(s => (s.Outcome, s.Address)).Select(g => new ExpectedSource(g.Key.Outcome, g.Key.Address, g.Sum(s => s.Probability)))];

        if (!(undetermined is >= 0 and <= 1) || Shares.Any(s => !(s.Probability is >= 0 and <= 1 + Tolerance)))
        {
            throw new ArgumentException("Every probability must lie between 0 and 1.", nameof(shares));
        }

        var sum = Shares.Sum(s => s.Probability) + undetermined;
        if (Math.Abs(sum - 1) > Tolerance)
        {
            throw new ArgumentException($"The probabilities sum to {sum:R}, not to 1.", nameof(shares));
        }
    }

    /// <summary>The shares, in the order given, each outcome once.</summary>
    public ImmutableArray<ExpectedShare> Shares { get; }

    /// <summary>Probability, 0–1, of ends that the rules alone do not tell.</summary>
    public double Undetermined { get; }

    /// <summary>Where the expectation comes from, as the end of a sentence.</summary>
    public string Source { get; }

    /// <summary>Why requests do not choose independently of each other, or null if they do.</summary>
    public string? Dependence { get; }

    /// <summary>Which source addresses the pods should see; empty if nobody knows.</summary>
    public ImmutableArray<ExpectedSource> SourcesSeen { get; }

    /// <summary>
    /// Whether a pod may see a source address, as far as is known: true too where nothing is expected of it.
    /// </summary>
    public bool Allows(TrafficOutcome outcome, IPAddress sourceSeen)
        => !SourcesSeen.Any(s => s.Outcome == outcome && s.Probability > 0) || SourcesSeen.Any(s => s.Outcome == outcome && s.Probability > 0 && s.Address.Equals(sourceSeen));

    /// <summary>The same share for each of the pods.</summary>
    /// <exception cref="ArgumentException">There is no pod.</exception>
    public static Expectation Even(params IReadOnlyCollection<string> pods)
    {
        ArgumentNullException.ThrowIfNull(pods);
        return new Expectation(pods.Select(p => new ExpectedShare(TrafficOutcome.AnsweredBy(p), 1.0 / pods.Count)));
    }

    /// <summary>The probability of an outcome; 0 if it is not among the shares.</summary>
    public double ProbabilityOf(TrafficOutcome outcome) => Shares.FirstOrDefault(s => s.Outcome == outcome).Probability;
}

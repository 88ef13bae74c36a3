using MathNet.Numerics;

namespace Learn;

/// <summary>
/// Pearson's chi-square test of counts against given probabilities. Where an expected count is below 5, the chi-square distribution is a
/// poor approximation; then the exact distribution of the same statistic is used, or, where that has too many tables, a random
/// sample of it with a fixed seed. The G test works the same way with another <see cref="FitStatistic"/>.
/// </summary>
public static class GoodnessOfFitTest
{
    private const double SmallestExpectedCount = 5;
    private const double MostTables = 200_000;
    private const long MostSingleDraws = 20_000_000;

    /// <summary>Tests observed outcomes against an expectation.</summary>
    /// <param name="outcomes">The outcomes, one per request. Unattributed ones are left out and counted as excluded.</param>
    /// <param name="expectation">What was expected.</param>
    /// <param name="seed">Seed of the random draws, where some are needed.</param>
    /// <param name="statistic">How the distance is measured.</param>
    public static GoodnessOfFit Test(IEnumerable<TrafficOutcome> outcomes, Expectation expectation, int seed = 1, FitStatistic statistic = FitStatistic.Pearson)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(expectation);

        var counts = outcomes.GroupBy(o => o).ToDictionary(g => g.Key, g => g.Count());
        counts.Remove(TrafficOutcome.Unattributed, out var excluded);
        var n = counts.Values.Sum();

        if (expectation.Undetermined > 0)
        {
            return NoTest(n, excluded, "No test was made: the rules alone do not tell where every request ends.");
        }

        // An end that cannot happen tells as much when requests depend on each other as when they do not.
        var impossible = counts.Keys.Where(o => expectation.ProbabilityOf(o) <= 0).OrderBy(o => o.ToString(), StringComparer.Ordinal).ToList();
        if (impossible.Count == 0 && expectation.Dependence is { } dependence)
        {
            return NoTest(n, excluded, $"No test was made: requests do not choose independently of each other ({dependence}).");
        }

        var possible = expectation.Shares.Where(s => s.Probability > 0).ToList();
        var observed = possible.Select(s => counts.GetValueOrDefault(s.Outcome)).Concat(impossible.Select(o => counts[o])).ToArray();
        var probabilities = possible.Select(s => s.Probability).Concat(impossible.Select(_ => 0.0)).ToArray();
        var fit = Test(observed, probabilities, seed, statistic) with { Excluded = excluded };
        return impossible.Count == 0
            ? fit
            : fit with { Remark = string.Join(", ", impossible.Select(o => $"{counts[o]} × {o}")) + " should not have happened at all." };
    }

    /// <summary>Tests counts against probabilities.</summary>
    /// <param name="observed">Counts, 0 or more each.</param>
    /// <param name="probabilities">Their probabilities, as many, 0–1 each, sum 1.</param>
    /// <param name="seed">Seed of the random draws, where some are needed.</param>
    /// <param name="statistic">How the distance is measured.</param>
    /// <exception cref="ArgumentException">The lists differ in length, a value is out of its range, or the sum is not 1.</exception>
    public static GoodnessOfFit Test(IReadOnlyList<int> observed, IReadOnlyList<double> probabilities, int seed = 1, FitStatistic statistic = FitStatistic.Pearson)
        => TestCounts(observed, probabilities, seed, statistic) with { Statistic = statistic };

    private static GoodnessOfFit TestCounts(IReadOnlyList<int> observed, IReadOnlyList<double> probabilities, int seed, FitStatistic kind)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(probabilities);
        Check(observed, probabilities);

        var n = observed.Sum();
        if (n == 0)
        {
            return NoTest(0, 0, "No test was made: nothing was counted.");
        }

        var possible = Enumerable.Range(0, observed.Count).Where(i => probabilities[i] > 0).ToArray();
        var degrees = possible.Length - 1;
        var impossible = Enumerable.Range(0, observed.Count).Where(i => probabilities[i] <= 0).Sum(i => observed[i]);
        if (impossible > 0)
        {
            return new GoodnessOfFit
            {
                Method = GoodnessOfFitMethod.Impossible,
                Count = n,
                ChiSquare = double.PositiveInfinity,
                DegreesOfFreedom = degrees,
                PValue = 0,
                Remark = $"{impossible} of {n} ended where none could.",
            };
        }

        if (degrees == 0)
        {
            return new GoodnessOfFit { Method = GoodnessOfFitMethod.Certain, Count = n, PValue = 1 };
        }

        var share = possible.Select(i => probabilities[i]).ToArray();
        var term = TermOf(kind);
        var statistic = Statistic(possible.Select(i => observed[i]).ToArray(), share, n, term);
        var fit = new GoodnessOfFit { Method = GoodnessOfFitMethod.ChiSquare, Count = n, ChiSquare = statistic, DegreesOfFreedom = degrees };

        if (share.Min() * n >= SmallestExpectedCount)
        {
            return fit with { PValue = SpecialFunctions.GammaUpperRegularized(degrees / 2.0, statistic / 2) };
        }

        if (SpecialFunctions.BinomialLn(n + degrees, degrees) <= Math.Log(MostTables))
        {
            return fit with
            {
                Method = GoodnessOfFitMethod.Exact,
                PValue = ExactMultinomial.ProbabilityOfAtLeast(statistic, share, n, term),
                Remark = "An expected count is below 5, so the p-value was summed exactly over all possible counts; so few requests hide even a large deviation.",
            };
        }

        var draws = (int)Math.Clamp(MostSingleDraws / n, 999, 19_999);
        return fit with
        {
            Method = GoodnessOfFitMethod.MonteCarlo,
            PValue = MonteCarlo(statistic, share, n, draws, term, new Random(seed)),
            Draws = draws,
            Remark = $"An expected count is below 5, so the p-value was estimated from {draws:N0} random runs (seed {seed}); so few requests per end hide even a large deviation.",
        };
    }

    /// <summary>What one count adds to a statistic.</summary>
    internal static Func<int, double, double> TermOf(FitStatistic kind) => kind == FitStatistic.Pearson
        ? static (count, expected) => (count - expected) * (count - expected) / expected
        : static (count, expected) => count == 0 ? 0 : 2 * count * Math.Log(count / expected);

    internal static double Statistic(ReadOnlySpan<int> observed, ReadOnlySpan<double> share, int n, Func<int, double, double> term)
    {
        var sum = 0.0;
        for (var i = 0; i < observed.Length; i++)
        {
            sum += term(observed[i], share[i] * n);
        }

        // The G of a perfect fit is zero but for rounding.
        return Math.Max(0, sum);
    }

    // Equal tables must count as equal whatever the rounding of their sums.
    internal static double WithoutRounding(double statistic) => statistic - (1e-9 * Math.Max(1, statistic));

    private static double MonteCarlo(double statistic, double[] share, int n, int draws, Func<int, double, double> term, Random random)
    {
        var cumulative = new double[share.Length];
        var sum = 0.0;
        for (var i = 0; i < share.Length; i++)
        {
            cumulative[i] = sum += share[i];
        }

        var limit = WithoutRounding(statistic);
        var atLeast = 0;
        var counts = new int[share.Length];
        for (var draw = 0; draw < draws; draw++)
        {
            Array.Clear(counts);
            for (var i = 0; i < n; i++)
            {
                var at = Array.BinarySearch(cumulative, random.NextDouble() * sum);
                counts[Math.Min(at < 0 ? ~at : at + 1, share.Length - 1)]++;
            }

            if (Statistic(counts, share, n, term) >= limit)
            {
                atLeast++;
            }
        }

        // The observed table is one of the possible ones: without it a p-value of 0 could come out, which no sample can show.
        return (atLeast + 1.0) / (draws + 1.0);
    }

    private static GoodnessOfFit NoTest(int n, int excluded, string why)
        => new() { Method = GoodnessOfFitMethod.None, Count = n, Excluded = excluded, Remark = why };

    private static void Check(IReadOnlyList<int> observed, IReadOnlyList<double> probabilities)
    {
        if (observed.Count != probabilities.Count || observed.Count == 0)
        {
            throw new ArgumentException($"{observed.Count} counts need as many probabilities, not {probabilities.Count}.", nameof(probabilities));
        }

        if (observed.Any(o => o < 0))
        {
            throw new ArgumentException("A count cannot be negative.", nameof(observed));
        }

        if (probabilities.Any(p => !(p is >= 0 and <= 1 + 1e-6)) || Math.Abs(probabilities.Sum() - 1) > 1e-6)
        {
            throw new ArgumentException("The probabilities must lie between 0 and 1 and sum to 1.", nameof(probabilities));
        }
    }
}

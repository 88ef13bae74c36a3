using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Learn;

/// <summary>
/// Exact intervals for "so many of n". Both kinds are conservative: they cover at least the confidence asked for, a little more for
/// small n, because counts are whole numbers.
/// </summary>
public static class BinomialIntervals
{
    /// <summary>
    /// Before measuring: the central range of counts that n independent requests give, if each ends there with probability p.
    /// Less than (1 − confidence) / 2 of all runs fall below the range, and less than that above it.
    /// </summary>
    /// <param name="n">Number of requests, 0 or more.</param>
    /// <param name="p">Probability, 0–1.</param>
    /// <param name="confidence">Confidence, above 0 and below 1; default 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static CountInterval ExpectedCounts(int n, double p, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        Check(confidence);
        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");
        }

        var tail = (1 - confidence) / 2;
        return new CountInterval(Quantile(n, p, tail), n - Quantile(n, 1 - p, tail));
    }

    /// <summary>
    /// After measuring: the shares that k of n leave possible, by the method of Clopper and Pearson (1934), which inverts the exact
    /// binomial test.
    /// </summary>
    /// <param name="k">Number of requests that ended there, 0–n.</param>
    /// <param name="n">Number of requests, 1 or more.</param>
    /// <param name="confidence">Confidence, above 0 and below 1; default 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static ShareInterval ClopperPearson(int k, int n, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, n);
        Check(confidence);

        var tail = (1 - confidence) / 2;
        return new ShareInterval(
            k == 0 ? 0 : Beta.InvCDF(k, n - k + 1, tail),
            k == n ? 1 : Beta.InvCDF(k + 1, n - k, 1 - tail));
    }

    // The smallest count whose cumulative probability exceeds the tail.
    private static int Quantile(int n, double p, double tail)
    {
        int low = 0, high = n;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (AtMost(middle, n, p) > tail)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>Probability of at most k of n.</summary>
    internal static double AtMost(int k, int n, double p)
        => k >= n || p <= 0 ? 1 : p >= 1 ? 0 : SpecialFunctions.BetaRegularized(n - k, k + 1, 1 - p);

    private static void Check(double confidence)
    {
        if (!(confidence is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        }
    }
}

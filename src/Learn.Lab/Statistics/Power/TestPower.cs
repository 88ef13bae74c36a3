using MathNet.Numerics.Distributions;

namespace Learn;

/// <summary>
/// How much a chi-square test of so many requests can see. The statistic of a wrong expectation follows the noncentral chi-square distribution with the
/// noncentrality n w², where w is the effect size (Cohen, Statistical Power Analysis, ch. 7).
/// </summary>
public static class TestPower
{
    /// <summary>A test is called out at this p-value where nothing else is said.</summary>
    public const double DefaultSignificance = 0.05;

    /// <summary>How often a deviation shall be noticed where nothing else is said: in nine of ten runs.</summary>
    public const double DefaultPower = 0.9;

    private const double MostRequests = 1e12;

    /// <summary>The probability that a deviation is noticed.</summary>
    /// <param name="n">Number of requests, 0 or more.</param>
    /// <param name="effect">Effect size w, 0 or more; see <see cref="EffectOf"/>.</param>
    /// <param name="degrees">Degrees of freedom: ends less one, 1 or more.</param>
    /// <param name="significance">How often a right expectation is called out all the same, above 0 and below 1.</param>
    public static double Of(double n, double effect, int degrees, double significance = DefaultSignificance)
    {
        Check(effect, degrees, DefaultPower, significance);
        return 1 - NoncentralChiSquare.Cdf(ChiSquared.InvCDF(degrees, 1 - significance), degrees, n * effect * effect);
    }

    /// <summary>How many requests are needed to notice a deviation.</summary>
    /// <param name="effect">Effect size w, above 0.</param>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    /// <param name="power">In which share of all runs it shall be noticed, above the significance and below 1.</param>
    /// <param name="significance">How often a right expectation is called out all the same, above 0 and below 1.</param>
    public static long RequestsFor(double effect, int degrees, double power = DefaultPower, double significance = DefaultSignificance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(effect);
        return (long)Math.Min(MostRequests, Math.Ceiling(Noncentrality(degrees, power, significance) / (effect * effect)));
    }

    /// <summary>The smallest effect that so many requests let one notice.</summary>
    /// <param name="n">Number of requests, 1 or more.</param>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    /// <param name="power">In which share of all runs it shall be noticed.</param>
    /// <param name="significance">How often a right expectation is called out all the same.</param>
    public static double SmallestEffect(double n, int degrees, double power = DefaultPower, double significance = DefaultSignificance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return Math.Sqrt(Noncentrality(degrees, power, significance) / n);
    }

    /// <summary>
    /// The effect size of one end that gets more or less than its share, while the others divide the rest as they should: w = deviation × √(p / (1 − p)).
    /// </summary>
    /// <param name="share">The share that it should have, above 0 and below 1.</param>
    /// <param name="deviation">How much more or less, of that share: 0.1 makes 36.7 % or 30 % of a third.</param>
    public static double EffectOf(double share, double deviation)
    {
        if (!(share is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share that can deviate lies between 0 and 1.");
        }

        return Math.Abs(deviation) * Math.Sqrt(share / (1 - share));
    }

    /// <summary>The noncentrality at which a deviation is noticed with this power.</summary>
    internal static double Noncentrality(int degrees, double power, double significance)
    {
        Check(0, degrees, power, significance);
        double limit = ChiSquared.InvCDF(degrees, 1 - significance), high = 1;
        while (NoncentralChiSquare.Cdf(limit, degrees, high) > 1 - power)
        {
            high *= 2;
        }

        double low = 0;
        for (int round = 0; round < 100 && high - low > 1e-10 * high; round++)
        {
            double middle = (low + high) / 2;
            (low, high) = NoncentralChiSquare.Cdf(limit, degrees, middle) > 1 - power ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static void Check(double effect, int degrees, double power, double significance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(effect);
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        if (!(significance is > 0 and < 1) || !(power > significance && power < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, $"The power must lie between the significance ({significance}) and 1.");
        }
    }
}

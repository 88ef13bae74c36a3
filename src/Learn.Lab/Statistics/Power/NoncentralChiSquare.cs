using MathNet.Numerics;

namespace Learn;

/// <summary>
/// The noncentral chi-square distribution, which the statistic follows when the expectation is wrong; MathNet.Numerics has the central one only. It is a
/// mixture of central ones with Poisson weights (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2, ch. 29), summed here from the
/// largest weight outwards.
/// </summary>
internal static class NoncentralChiSquare
{
    private const double Negligible = 1e-18;

    /// <summary>The probability of a value of at most x.</summary>
    /// <param name="x">The value, 0 or more.</param>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    /// <param name="noncentrality">Noncentrality, 0 or more; 0 is the central distribution.</param>
    public static double Cdf(double x, int degrees, double noncentrality)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(noncentrality);
        if (x == 0)
        {
            return 0;
        }

        double half = noncentrality / 2, y = x / 2;
        int mode = (int)half;
        double shape = (degrees / 2.0) + mode;
        double weight = half == 0 ? 1 : Math.Exp(-half + (mode * Math.Log(half)) - SpecialFunctions.GammaLn(mode + 1));
        double central = SpecialFunctions.GammaLowerRegularized(shape, y);

        // P(a, y) − P(a + 1, y) = y^a e^−y / Γ(a + 1) leads from one central distribution to the next.
        double step = Math.Exp((shape * Math.Log(y)) - y - SpecialFunctions.GammaLn(shape + 1));
        return Math.Clamp((weight * central) + Upwards(half, y, mode, shape, weight, central, step) + Downwards(half, y, mode, shape, weight, central, step), 0, 1);
    }

    private static double Upwards(double half, double y, int mode, double shape, double weight, double central, double step)
    {
        double sum = 0;
        for (int index = mode + 1; weight > Negligible && half > 0; index++)
        {
            weight *= half / index;
            central = Math.Max(0, central - step);
            shape++;
            step *= y / shape;
            sum += weight * central;
        }

        return sum;
    }

    private static double Downwards(double half, double y, int mode, double shape, double weight, double central, double step)
    {
        double sum = 0;
        for (int index = mode; index > 0 && weight > Negligible; index--)
        {
            weight *= index / half;
            step *= shape / y;
            shape--;
            central = Math.Min(1, central + step);
            sum += weight * central;
        }

        return sum;
    }
}

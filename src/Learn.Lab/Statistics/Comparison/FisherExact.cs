using MathNet.Numerics;

namespace Learn;

/// <summary>Fisher's exact test of two shares: exact for any counts.</summary>
internal static class FisherExact
{
    // Tables that are equally probable must count as such whatever the rounding.
    private const double Rounding = 1e-7;

    /// <summary>The probability, both sides counted, of a table that is no more probable than this one if both shares are the same.</summary>
    /// <param name="k1">Requests of the first group that ended there.</param>
    /// <param name="n1">Requests of the first group.</param>
    /// <param name="k2">Requests of the second group that ended there.</param>
    /// <param name="n2">Requests of the second group.</param>
    public static double PValue(int k1, int n1, int k2, int n2)
    {
        int k = k1 + k2;
        double all = SpecialFunctions.BinomialLn(n1 + n2, k), seen = Logarithm(k1) + Rounding, sum = 0;
        for (int first = Math.Max(0, k - n2); first <= Math.Min(k, n1); first++)
        {
            double logarithm = Logarithm(first);
            sum += logarithm <= seen ? Math.Exp(logarithm) : 0;
        }

        return Math.Min(1, sum);

        double Logarithm(int first) => SpecialFunctions.BinomialLn(n1, first) + SpecialFunctions.BinomialLn(n2, k - first) - all;
    }
}

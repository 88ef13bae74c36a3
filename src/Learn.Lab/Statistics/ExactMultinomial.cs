using MathNet.Numerics;

namespace Learn;

/// <summary>Sums over every table of counts that n requests can give.</summary>
internal static class ExactMultinomial
{
    /// <summary>The probability of a table whose statistic is at least the given one.</summary>
    public static double ProbabilityOfAtLeast(double statistic, double[] share, int n, Func<int, double, double> term)
    {
        var limit = GoodnessOfFitTest.WithoutRounding(statistic);
        var logarithms = Array.ConvertAll(share, Math.Log);
        return Math.Clamp(Sum(0, n, 0, SpecialFunctions.FactorialLn(n)), 0, 1);

        double Sum(int index, int left, double partial, double logarithm)
        {
            if (index == share.Length - 1)
            {
                return partial + Term(index, left) >= limit ? Math.Exp(logarithm + Weight(index, left)) : 0;
            }

            var sum = 0.0;
            for (var count = 0; count <= left; count++)
            {
                sum += Sum(index + 1, left - count, partial + Term(index, count), logarithm + Weight(index, count));
            }

            return sum;
        }

        double Term(int index, int count) => term(count, share[index] * n);

        double Weight(int index, int count) => (count * logarithms[index]) - SpecialFunctions.FactorialLn(count);
    }
}

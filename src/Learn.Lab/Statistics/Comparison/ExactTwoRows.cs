using MathNet.Numerics;

namespace Learn;

/// <summary>Sums over every table of two rows with given sums: which requests of each end belong to the first row is chance (multivariate hypergeometric).</summary>
internal static class ExactTwoRows
{
    /// <summary>The probability of a table whose Pearson statistic is at least the given one.</summary>
    public static double ProbabilityOfAtLeast(double statistic, TableSums sums)
    {
        double limit = GoodnessOfFitTest.WithoutRounding(statistic);
        var term = GoodnessOfFitTest.TermOf(FitStatistic.Pearson);
        double all = SpecialFunctions.BinomialLn(sums.Total, sums.Rows[0]);
        int[] behind = new int[sums.Columns.Length + 1];
        for (int column = sums.Columns.Length - 1; column >= 0; column--)
        {
            behind[column] = behind[column + 1] + sums.Columns[column];
        }

        return Math.Clamp(Sum(0, sums.Rows[0], 0, -all), 0, 1);

        double Sum(int column, int left, double partial, double logarithm)
        {
            if (column == sums.Columns.Length)
            {
                return partial >= limit ? Math.Exp(logarithm) : 0;
            }

            double sum = 0;
            int size = sums.Columns[column];
            for (int first = Math.Max(0, left - behind[column + 1]); first <= Math.Min(size, left); first++)
            {
                double terms = term(first, sums.Expected(0, column)) + term(size - first, sums.Expected(1, column));
                sum += Sum(column + 1, left - first, partial + terms, logarithm + SpecialFunctions.BinomialLn(size, first));
            }

            return sum;
        }
    }
}

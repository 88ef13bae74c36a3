using MathNet.Numerics;

namespace Learn;

/// <summary>
/// Tests whether rows of counts come from the same shares: Pearson's chi-square of the table. Where an expected count is below 5, two rows are compared exactly (the
/// test of Fisher, Freeman and Halton, with Pearson's statistic as the order of tables), and more rows by permuting the requests at random with a fixed seed.
/// </summary>
public static class HomogeneityTest
{
    private const double SmallestExpectedCount = 5;
    private const double MostTables = 300_000;
    private const long MostSingleDraws = 20_000_000;

    /// <summary>Tests rows of counts.</summary>
    /// <param name="rows">For each row the counts of the same ends, 0 or more.</param>
    /// <param name="seed">Seed of the permutations, where some are needed.</param>
    /// <exception cref="ArgumentException">Rows differ in length, or a count is negative.</exception>
    public static Homogeneity Test(IReadOnlyList<IReadOnlyList<int>> rows, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows.Any(row => row.Count != rows[0].Count || row.Any(count => count < 0)))
        {
            throw new ArgumentException("Each row needs a count, 0 or more, for each of the same ends.", nameof(rows));
        }

        // Rows and columns without any count say nothing, and have no expectation.
        int[] columns = [.. Enumerable.Range(0, rows[0].Count).Where(column => rows.Any(row => row[column] > 0))];
        int[][] table = [.. rows.Where(row => row.Any(count => count > 0)).Select(row => columns.Select(column => row[column]).ToArray())];
        int n = table.Sum(row => row.Sum());
        if (table.Length < 2 || n == 0)
        {
            return new Homogeneity { Method = GoodnessOfFitMethod.None, Count = n, Remark = "there are not two groups with requests." };
        }

        if (columns.Length == 1)
        {
            return new Homogeneity { Method = GoodnessOfFitMethod.Certain, Count = n, PValue = 1, Remark = "There was only one end." };
        }

        var sums = new TableSums(table);
        double chiSquare = sums.Statistic(table, FitStatistic.Pearson);
        int degrees = (table.Length - 1) * (columns.Length - 1);
        var result = new Homogeneity
        {
            Method = GoodnessOfFitMethod.ChiSquare,
            Count = n,
            ChiSquare = chiSquare,
            LikelihoodRatio = sums.Statistic(table, FitStatistic.LikelihoodRatio),
            DegreesOfFreedom = degrees,
            CramersV = Math.Sqrt(chiSquare / ((double)n * Math.Min(table.Length - 1, columns.Length - 1))),
        };
        return sums.SmallestExpected >= SmallestExpectedCount ? result with { PValue = SpecialFunctions.GammaUpperRegularized(degrees / 2.0, chiSquare / 2) }
            : table.Length == 2 && sums.Tables <= MostTables ? result with
            {
                Method = GoodnessOfFitMethod.Exact,
                PValue = ExactTwoRows.ProbabilityOfAtLeast(chiSquare, sums),
                Remark = "An expected count is below 5, so the p-value was summed exactly over all possible tables; so few requests hide even a large difference.",
            }
            : Permuted(result, sums, table, (int)Math.Clamp(MostSingleDraws / n, 999, 19_999), seed);
    }

    private static Homogeneity Permuted(Homogeneity result, TableSums sums, int[][] table, int draws, int seed)
    {
        double limit = GoodnessOfFitTest.WithoutRounding(result.ChiSquare);
        int[] ends = [.. sums.Columns.SelectMany((count, column) => Enumerable.Repeat(column, count))];
        var random = new Random(seed);
        int atLeast = 0;
        int[][] drawn = [.. table.Select(row => new int[row.Length])];
        for (int draw = 0; draw < draws; draw++)
        {
            random.Shuffle(ends);
            int at = 0;
            for (int row = 0; row < drawn.Length; row++)
            {
                Array.Clear(drawn[row]);
                for (int left = sums.Rows[row]; left > 0; left--)
                {
                    drawn[row][ends[at++]]++;
                }
            }

            atLeast += sums.Statistic(drawn, FitStatistic.Pearson) >= limit ? 1 : 0;
        }

        return result with
        {
            Method = GoodnessOfFitMethod.MonteCarlo,
            PValue = (atLeast + 1.0) / (draws + 1.0),
            Remark = OutcomeText.Format($"An expected count is below 5, so the p-value was estimated from {draws:N0} random orders of the same requests (seed {seed})."),
        };
    }
}

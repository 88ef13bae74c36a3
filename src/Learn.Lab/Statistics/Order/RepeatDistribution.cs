using System.Numerics;
using MathNet.Numerics.Distributions;

namespace Learn;

/// <summary>
/// How often an end follows itself if nothing but chance orders requests whose counts are given. Exact for a few hundred requests, by the normal distribution with
/// the moments of Barton and David (Multiple runs, Biometrika 44, 1957) above that.
/// </summary>
internal sealed class RepeatDistribution
{
    /// <summary>Up to so many requests it is exact: the work grows with the square.</summary>
    public const int MostExact = 300;

    private readonly double[]? probabilities;

    /// <summary>The distribution for these counts, each 1 or more.</summary>
    public RepeatDistribution(IReadOnlyList<int> counts, int mostExact = MostExact)
    {
        ArgumentNullException.ThrowIfNull(counts);
        double n = Count = counts.Sum(), squares = counts.Sum(count => (double)count * count), cubes = counts.Sum(count => (double)count * count * count);
        Mean = (squares - n) / n;
        Deviation = n < 2 ? 0 : Math.Sqrt(Math.Max(0, ((squares * (squares + (n * (n + 1)))) - (2 * n * cubes) - (n * n * n)) / (n * n * (n - 1))));
        probabilities = Count <= mostExact ? Exact(counts) : null;
    }

    /// <summary>Number of requests.</summary>
    public int Count { get; }

    /// <summary>The mean number of repeats.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation.</summary>
    public double Deviation { get; }

    /// <summary>True if no approximation is made.</summary>
    public bool IsExact => probabilities is not null;

    /// <summary>The probability of at most so many repeats.</summary>
    public double AtMost(int repeats) => repeats < 0 ? 0
        : probabilities is { } exact ? Math.Min(1, exact.Take(repeats + 1).Sum())
        : Deviation == 0 ? (repeats >= Mean ? 1 : 0) : Normal.CDF(Mean, Deviation, repeats + 0.5);

    /// <summary>The probability of at least so many repeats.</summary>
    public double AtLeast(int repeats) => repeats <= 0 ? 1
        : probabilities is { } exact ? Math.Min(1, exact.Skip(repeats).Sum())
        : Deviation == 0 ? (repeats <= Mean ? 1 : 0) : 1 - Normal.CDF(Mean, Deviation, repeats - 0.5);

    /// <summary>The central range of this confidence.</summary>
    public CountInterval Range(double confidence = 0.95)
    {
        double tail = (1 - confidence) / 2;
        int low = 0, high = Math.Max(0, Count - 1);
        while (low < high && AtMost(low) <= tail)
        {
            low++;
        }

        while (high > low && AtLeast(high) <= tail)
        {
            high--;
        }

        return new CountInterval(low, high);
    }

    // Cut the requests of each end into blocks and put the blocks into any order. An arrangement with R runs comes about in C(n − R, B − R) ways from B blocks:
    // that many of its repeats may be cuts. So the arrangements with R runs follow from the numbers of block orders, one after the other, in whole numbers.
    private static double[] Exact(IReadOnlyList<int> counts)
    {
        int n = counts.Sum();
        var binomials = Pascal(n);
        BigInteger[] orders = [BigInteger.One];
        foreach (int count in counts)
        {
            var next = new BigInteger[orders.Length + count];
            for (int before = 0; before < orders.Length; before++)
            {
                for (int blocks = 1; blocks <= count && !orders[before].IsZero; blocks++)
                {
                    next[before + blocks] += orders[before] * binomials[before + blocks][blocks] * binomials[count - 1][blocks - 1];
                }
            }

            orders = next;
        }

        var total = BigInteger.Zero;
        var arrangements = new BigInteger[n + 1];
        for (int runs = 1; runs <= n; runs++)
        {
            for (int blocks = 1; blocks <= runs; blocks++)
            {
                var term = orders[blocks] * binomials[n - blocks][runs - blocks];
                arrangements[runs] += (runs - blocks) % 2 == 0 ? term : -term;
            }

            total += arrangements[runs];
        }

        double logarithm = BigInteger.Log(total);
        return [.. Enumerable.Range(0, n).Select(repeats => arrangements[n - repeats].IsZero ? 0 : Math.Exp(BigInteger.Log(arrangements[n - repeats]) - logarithm))];
    }

    private static BigInteger[][] Pascal(int n)
    {
        var rows = new BigInteger[n + 1][];
        for (int row = 0; row <= n; row++)
        {
            rows[row] = new BigInteger[row + 1];
            rows[row][0] = rows[row][row] = BigInteger.One;
            for (int place = 1; place < row; place++)
            {
                rows[row][place] = rows[row - 1][place - 1] + rows[row - 1][place];
            }
        }

        return rows;
    }
}

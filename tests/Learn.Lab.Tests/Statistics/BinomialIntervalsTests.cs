namespace Learn.Tests.Statistics;

public sealed class BinomialIntervalsTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.308498)]
    [InlineData(5, 10, 0.187086, 0.812914)]
    [InlineData(10, 10, 0.691502, 1)]
    public void Clopper_and_Pearson_give_the_published_limits(int k, int n, double low, double high)
    {
        var interval = BinomialIntervals.ClopperPearson(k, n);

        Assert.Equal(low, interval.Low, 1e-6);
        Assert.Equal(high, interval.High, 1e-6);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(10, 0.1)]
    [InlineData(30, 1 / 3.0)]
    [InlineData(300, 1 / 3.0)]
    [InlineData(1000, 0.01)]
    [InlineData(57, 0.999)]
    public void Expected_counts_leave_at_most_the_promised_tails(int n, double p)
    {
        var probabilities = Probabilities(n, p);

        foreach (var confidence in new[] { 0.5, 0.9, 0.95, 0.999 })
        {
            var (low, high) = BinomialIntervals.ExpectedCounts(n, p, confidence);
            var tail = (1 - confidence) / 2;

            Assert.True(probabilities[..low].Sum() <= tail);
            Assert.True(probabilities[..(low + 1)].Sum() > tail, "The lower end could be higher.");
            Assert.True(probabilities[(high + 1)..].Sum() <= tail);
            Assert.True(probabilities[high..].Sum() > tail, "The upper end could be lower.");
        }
    }

    [Fact]
    public void Both_kinds_of_interval_agree()
    {
        // A count lies within the expected range of p exactly if p lies within the count's possible shares.
        const int N = 60;
        foreach (var p in new[] { 0.05, 0.2, 1 / 3.0, 0.5, 0.77 })
        {
            var range = BinomialIntervals.ExpectedCounts(N, p);
            Assert.All(Enumerable.Range(0, N + 1), k => Assert.Equal(range.Contains(k), BinomialIntervals.ClopperPearson(k, N).Contains(p)));
        }
    }

    [Fact]
    public void The_certain_and_the_impossible_have_no_width()
    {
        Assert.Equal(new CountInterval(50, 50), BinomialIntervals.ExpectedCounts(50, 1));
        Assert.Equal(new CountInterval(0, 0), BinomialIntervals.ExpectedCounts(50, 0));
        Assert.Equal(new CountInterval(0, 0), BinomialIntervals.ExpectedCounts(0, 0.5));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialIntervals.ClopperPearson(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialIntervals.ClopperPearson(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialIntervals.ExpectedCounts(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialIntervals.ExpectedCounts(1, 0.5, 1));
    }

    private static double[] Probabilities(int n, double p)
    {
        var result = new double[n + 1];
        var logarithm = n * Math.Log(1 - p);
        for (var k = 0; k <= n; k++)
        {
            result[k] = Math.Exp(logarithm);
            logarithm += Math.Log((n - k) / (k + 1.0)) + Math.Log(p / (1 - p));
        }

        return result;
    }
}

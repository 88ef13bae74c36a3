using MathNet.Numerics;

namespace Learn.Tests.Statistics;

/// <summary>Round robin or not.</summary>
public sealed class OrderTests
{
    [Theory]
    [InlineData(5, 5)]
    [InlineData(3, 9)]
    [InlineData(20, 20)]
    public void Two_ends_have_the_distribution_of_Wald_and_Wolfowitz(int first, int second)
    {
        var distribution = new RepeatDistribution([first, second]);
        int n = first + second;
        double all = SpecialFunctions.Binomial(n, first);
        double below = 0;
        for (int repeats = 0; repeats < n; repeats++)
        {
            int runs = n - repeats, half = runs / 2;
            double probability = runs % 2 == 0
                ? 2 * Choose(first - 1, half - 1) * Choose(second - 1, half - 1) / all
                : ((Choose(first - 1, half - 1) * Choose(second - 1, half)) + (Choose(first - 1, half) * Choose(second - 1, half - 1))) / all;
            below += probability;
            Assert.Equal(below, distribution.AtMost(repeats), 1e-10);
            Assert.Equal(1 - below + probability, distribution.AtLeast(repeats), 1e-10);
        }

        Assert.True(distribution.IsExact);
    }

    [Theory]
    [InlineData(2, 2, 2)]
    [InlineData(1, 2, 4)]
    [InlineData(3, 3, 2)]
    [InlineData(1, 1, 1)]
    [InlineData(4, 0, 4)]
    public void Three_ends_have_the_distribution_that_counting_all_orders_gives(int a, int b, int c)
    {
        int[] counts = [.. new[] { a, b, c }.Where(count => count > 0)];
        var byRepeats = new Dictionary<int, int>();
        Arrange(counts, -1, 0, byRepeats);
        double all = byRepeats.Values.Sum(), mean = byRepeats.Sum(entry => entry.Key * entry.Value) / all;
        var distribution = new RepeatDistribution(counts);

        for (int repeats = 0; repeats < counts.Sum(); repeats++)
        {
            Assert.Equal(byRepeats.Where(entry => entry.Key <= repeats).Sum(entry => entry.Value) / all, distribution.AtMost(repeats), 1e-12);
        }

        Assert.Equal(mean, distribution.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(byRepeats.Sum(entry => Math.Pow(entry.Key - mean, 2) * entry.Value) / all), distribution.Deviation, 1e-9);
    }

    [Fact]
    public void The_normal_distribution_takes_over_without_a_step()
    {
        int[] counts = [100, 90, 110];
        var exact = new RepeatDistribution(counts);
        var normal = new RepeatDistribution(counts, mostExact: 0);
        Assert.True(exact.IsExact && !normal.IsExact);
        for (int repeats = 70; repeats < 130; repeats++)
        {
            Assert.Equal(exact.AtMost(repeats), normal.AtMost(repeats), 0.003);
        }

        Assert.Equal(exact.Range(), normal.Range());
    }

    [Fact]
    public void Each_in_turn_is_round_robin()
    {
        var order = OrderAnalysis.Of(Enumerable.Range(0, 300).Select(i => End(i % 3)));
        Assert.Equal(OrderVerdict.RoundRobin, order.Verdict);
        Assert.Equal("Is it round robin? Yes: each end in turn (pod-1, pod-2, pod-3), without one exception in 300 requests.", order.InWords);
        Assert.True(order.PValue < 1e-40);
    }

    [Fact]
    public void A_few_exceptions_are_said()
    {
        var order = OrderAnalysis.Of(Enumerable.Range(0, 300).Select(i => End((i < 150 ? i : i + 1) % 3)));
        Assert.Equal(OrderVerdict.NearlyRoundRobin, order.Verdict);
        Assert.Equal("Is it round robin? Nearly: each end in turn (pod-1, pod-2, pod-3), in 298 of 299 cases.", order.InWords);
    }

    [Fact]
    public void Independent_choice_is_not()
    {
        var random = new Random(7);
        var order = OrderAnalysis.Of(Enumerable.Range(0, 300).Select(_ => End(random.Next(3))));
        Assert.Equal(OrderVerdict.Independent, order.Verdict);
        Assert.Matches(@"^Is it round robin\? No: \d+ of 299 went to the same end as the one before; chance alone gives \d+ – \d+ in 95 of 100 runs, as if each request chose for itself\. In turn it would be none\.$", order.InWords);
        Assert.Empty(order.Cycle);
    }

    [Fact]
    public void Blocks_are_sticky_and_pairs_alternate()
    {
        Assert.Equal(OrderVerdict.Sticky, OrderAnalysis.Of(Enumerable.Range(0, 300).Select(i => End(i / 100))).Verdict);
        var random = new Random(3);
        int last = 0;
        var never = Enumerable.Range(0, 300).Select(_ => End(last = (last + 1 + random.Next(3)) % 4)).ToList();
        Assert.Equal(OrderVerdict.Alternating, OrderAnalysis.Of(never).Verdict);
    }

    [Fact]
    public void Little_says_nothing()
    {
        Assert.Equal(OrderVerdict.Unknown, OrderAnalysis.Of([]).Verdict);
        Assert.Equal(OrderVerdict.Unknown, OrderAnalysis.Of([End(0), End(1), End(2), End(0), End(1), End(2)]).Verdict);
        Assert.Equal("Is it round robin? There is nothing to take turns: all came from one end.", OrderAnalysis.Of(Enumerable.Repeat(End(0), 50)).InWords);
    }

    private static TrafficOutcome End(int index) => TrafficOutcome.AnsweredBy($"pod-{index + 1}");

    private static double Choose(int n, int k) => k < 0 || k > n ? 0 : SpecialFunctions.Binomial(n, k);

    private static void Arrange(int[] left, int last, int repeats, Dictionary<int, int> byRepeats)
    {
        if (left.All(count => count == 0))
        {
            byRepeats[repeats] = byRepeats.GetValueOrDefault(repeats) + 1;
            return;
        }

        for (int end = 0; end < left.Length; end++)
        {
            if (left[end] > 0)
            {
                int[] rest = [.. left];
                rest[end]--;
                Arrange(rest, end, repeats + (end == last ? 1 : 0), byRepeats);
            }
        }
    }
}

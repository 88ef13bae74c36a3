namespace Learn.Tests.Statistics;

public sealed class GoodnessOfFitTestTests
{
    [Fact]
    public void Two_degrees_of_freedom_have_a_closed_form()
    {
        var fit = GoodnessOfFitTest.Test([104, 95, 101], [1 / 3.0, 1 / 3.0, 1 / 3.0]);

        Assert.Equal(GoodnessOfFitMethod.ChiSquare, fit.Method);
        Assert.Equal(0.42, fit.ChiSquare, 1e-12);
        Assert.Equal(2, fit.DegreesOfFreedom);
        Assert.Equal(Math.Exp(-0.21), fit.PValue!.Value, 1e-12);
    }

    [Fact]
    public void Figures_of_the_statistical_tables_are_met()
    {
        // Upper five-per-cent points of chi-square for 1 and 10 degrees of freedom: 3.841459 and 18.307038.
        Assert.Equal(0.05, WithStatistic(3.841459, 1), 1e-4);
        Assert.Equal(0.05, WithStatistic(18.307038, 10), 1e-4);

        static double WithStatistic(double statistic, int degrees)
        {
            // Two counts shifted by ±s give the statistic 2 s² / expected; a large n makes whole numbers fine enough.
            const int Expected = 1_000_000_00 / 11;
            var shift = (int)Math.Round(Math.Sqrt(statistic * Expected / 2));
            int[] counts = [Expected + shift, Expected - shift, .. Enumerable.Repeat(Expected, degrees - 1)];
            return GoodnessOfFitTest.Test(counts, [.. Enumerable.Repeat(1.0 / (degrees + 1), degrees + 1)]).PValue!.Value;
        }
    }

    [Fact]
    public void The_impossible_has_probability_zero()
    {
        var fit = GoodnessOfFitTest.Test([99, 1], [1, 0]);

        Assert.Equal((GoodnessOfFitMethod.Impossible, 0.0), (fit.Method, fit.PValue));
        Assert.Equal(double.PositiveInfinity, fit.ChiSquare);
    }

    [Fact]
    public void An_unexpected_pod_is_named()
    {
        var outcomes = Enumerable.Repeat(TrafficOutcome.AnsweredBy("a"), 9).Append(TrafficOutcome.AnsweredBy("old")).Append(TrafficOutcome.Refused);

        var fit = GoodnessOfFitTest.Test(outcomes, Expectation.Even("a", "b"));

        Assert.Equal(0, fit.PValue);
        Assert.Equal("The expectation is refuted: 1 × (refused), 1 × old should not have happened at all.", fit.InWords);
    }

    [Fact]
    public void A_single_possible_end_leaves_nothing_to_test()
    {
        var fit = GoodnessOfFitTest.Test(Enumerable.Repeat(TrafficOutcome.AnsweredBy("a"), 10), Expectation.Even("a"));

        Assert.Equal((GoodnessOfFitMethod.Certain, 1.0, 0), (fit.Method, fit.PValue, fit.DegreesOfFreedom));
    }

    [Fact]
    public void Small_counts_are_summed_exactly()
    {
        // Ten throws, two sides 0.2 and 0.8, five seen of 2 expected: at least as far away are 5–10 (distance −3: none).
        var fit = GoodnessOfFitTest.Test([5, 5], [0.2, 0.8]);

        var expected = Enumerable.Range(5, 6).Sum(k => Choose(10, k) * Math.Pow(0.2, k) * Math.Pow(0.8, 10 - k));
        Assert.Equal(GoodnessOfFitMethod.Exact, fit.Method);
        Assert.Equal(expected, fit.PValue!.Value, 1e-12);
    }

    [Fact]
    public void Exact_sums_count_every_table_once()
    {
        // A statistic of zero is reached by every table.
        Assert.Equal(1, GoodnessOfFitTest.Test([2, 2, 2, 2], [0.25, 0.25, 0.25, 0.25]).PValue!.Value, 1e-9);

        // Three requests, all to the same of three pods: 3 of 27 equally likely sequences.
        Assert.Equal(1 / 9.0, GoodnessOfFitTest.Test([3, 0, 0], [1 / 3.0, 1 / 3.0, 1 / 3.0]).PValue!.Value, 1e-12);
    }

    [Fact]
    public void Random_draws_are_repeatable_and_near_the_truth()
    {
        var observed = Enumerable.Range(0, 100).Select(i => i % 4).ToArray();
        var shares = Enumerable.Repeat(0.01, 100).ToArray();

        var first = GoodnessOfFitTest.Test(observed, shares, seed: 5);
        var second = GoodnessOfFitTest.Test(observed, shares, seed: 5);

        Assert.Equal(GoodnessOfFitMethod.MonteCarlo, first.Method);
        Assert.Equal(first.PValue, second.PValue);
        Assert.True(first.PValue > 0);

        // 150 requests for 100 pods, statistic 83.3 with 99 degrees of freedom: chi-square says 0.87, good enough a guide here.
        Assert.InRange(first.PValue!.Value, 0.82, 0.92);
    }

    [Theory]
    [InlineData(300, 3)]
    [InlineData(20, 4)]
    [InlineData(12, 2)]
    public void A_true_expectation_is_rejected_as_often_as_promised(int n, int pods)
    {
        var random = new Random(42);
        var shares = Enumerable.Repeat(1.0 / pods, pods).ToArray();
        const int Runs = 2000;
        var rejected = 0;
        for (var run = 0; run < Runs; run++)
        {
            var counts = new int[pods];
            for (var i = 0; i < n; i++)
            {
                counts[random.Next(pods)]++;
            }

            rejected += GoodnessOfFitTest.Test(counts, shares).PValue < 0.05 ? 1 : 0;
        }

        // At most 5 % plus four standard deviations of 2,000 runs; a discrete test may reject less often.
        Assert.InRange(rejected, 1, Runs * 0.05 + (4 * Math.Sqrt(Runs * 0.05 * 0.95)));
    }

    [Fact]
    public void A_wrong_expectation_is_found_out()
    {
        Assert.True(GoodnessOfFitTest.Test([150, 100, 50], [1 / 3.0, 1 / 3.0, 1 / 3.0]).PValue < 1e-9);
    }

    [Fact]
    public void Failures_that_tell_nothing_are_left_out_and_counted()
    {
        var outcomes = Enumerable.Repeat(TrafficOutcome.AnsweredBy("a"), 50)
            .Concat(Enumerable.Repeat(TrafficOutcome.AnsweredBy("b"), 50))
            .Concat(Enumerable.Repeat(TrafficOutcome.Unattributed, 7));

        var fit = GoodnessOfFitTest.Test(outcomes, Expectation.Even("a", "b"));

        Assert.Equal((100, 7, 1.0), (fit.Count, fit.Excluded, fit.PValue));
    }

    [Fact]
    public void Dependent_or_undetermined_requests_are_not_tested()
    {
        TrafficOutcome[] outcomes = [TrafficOutcome.AnsweredBy("a"), TrafficOutcome.AnsweredBy("a")];
        ExpectedShare[] shares = [new(TrafficOutcome.AnsweredBy("a"), 0.5), new(TrafficOutcome.AnsweredBy("b"), 0.5)];

        var dependent = GoodnessOfFitTest.Test(outcomes, new Expectation(shares, dependence: "session affinity"));
        var undetermined = GoodnessOfFitTest.Test(outcomes, new Expectation([shares[0]], undetermined: 0.5));

        Assert.Null(dependent.PValue);
        Assert.Contains("session affinity", dependent.InWords, StringComparison.Ordinal);
        Assert.Equal(GoodnessOfFitMethod.None, undetermined.Method);

        // Even so, what cannot be must not be.
        Assert.Equal(0, GoodnessOfFitTest.Test([TrafficOutcome.Dropped], new Expectation(shares, dependence: "session affinity")).PValue);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => GoodnessOfFitTest.Test([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => GoodnessOfFitTest.Test([-1, 2], [0.5, 0.5]));
        Assert.Throws<ArgumentException>(() => GoodnessOfFitTest.Test([1, 2], [0.5, 0.6]));
        Assert.Throws<ArgumentException>(() => GoodnessOfFitTest.Test([1, 2], [double.NaN, 0.5]));
        Assert.Throws<ArgumentException>(() => new Expectation([]));
    }

    [Theory]
    [InlineData(0.42, "p = 0.42", "42 of 100 runs")]
    [InlineData(0.07, "p = 0.07", "70 of 1,000 runs")]
    [InlineData(0.004, "p = 0.0040", "only 4 of 1,000 runs")]
    [InlineData(0.00002, "p < 0.0001", "less than 1 of 1,000 runs")]
    public void P_values_are_put_into_words(double p, string figures, string words)
    {
        var fit = new GoodnessOfFit { Method = GoodnessOfFitMethod.ChiSquare, PValue = p };

        Assert.Equal(figures, fit.PValueText);
        Assert.Contains(words, fit.InWords, StringComparison.Ordinal);
    }

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
}

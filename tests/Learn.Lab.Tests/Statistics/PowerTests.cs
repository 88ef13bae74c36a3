using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Learn.Tests.Statistics;

/// <summary>How much a test can see, held against published tables and against other ways to compute the same.</summary>
public sealed class PowerTests
{
    // Haynam, Govindarajulu and Leone, Tables of the cumulative noncentral chi-square distribution (1962): significance 0.05.
    [Theory]
    [InlineData(1, 0.9, 10.507)]
    [InlineData(2, 0.9, 12.654)]
    [InlineData(3, 0.9, 14.171)]
    [InlineData(4, 0.9, 15.405)]
    [InlineData(5, 0.9, 16.469)]
    [InlineData(1, 0.8, 7.849)]
    [InlineData(2, 0.8, 9.635)]
    [InlineData(3, 0.8, 10.903)]
    public void Noncentralities_are_those_of_the_tables(int degrees, double power, double noncentrality)
        => Assert.Equal(noncentrality, TestPower.Noncentrality(degrees, power, 0.05), 0.0015);

    [Theory]
    [InlineData(0.5, 1, 0.3)]
    [InlineData(3.84, 1, 10.5)]
    [InlineData(40, 1, 25)]
    [InlineData(900, 1, 800)]
    public void With_one_degree_of_freedom_it_is_a_squared_normal_variable(double x, int degrees, double noncentrality)
    {
        double root = Math.Sqrt(x), shift = Math.Sqrt(noncentrality);
        Assert.Equal(Normal.CDF(shift, 1, root) - Normal.CDF(shift, 1, -root), NoncentralChiSquare.Cdf(x, degrees, noncentrality), 1e-12);
    }

    [Theory]
    [InlineData(5.99, 2, 12.65)]
    [InlineData(1, 3, 0.5)]
    [InlineData(18.307, 10, 20.5)]
    [InlineData(50, 7, 40)]
    [InlineData(250, 30, 200)]
    public void It_is_the_sum_of_a_squared_normal_variable_and_a_central_one(double x, int degrees, double noncentrality)
    {
        // By Simpson's rule over the normal variable: nothing in common with the series.
        double shift = Math.Sqrt(noncentrality), root = Math.Sqrt(x), sum = 0;
        const int Steps = 20_000;
        for (int step = 0; step <= Steps; step++)
        {
            double value = -root + (2 * root * step / Steps);
            double factor = step is 0 or Steps ? 1 : step % 2 == 1 ? 4 : 2;
            sum += factor * Normal.PDF(shift, 1, value) * SpecialFunctions.GammaLowerRegularized((degrees - 1) / 2.0, Math.Max(0, x - (value * value)) / 2);
        }

        Assert.Equal(sum * 2 * root / Steps / 3, NoncentralChiSquare.Cdf(x, degrees, noncentrality), 1e-6);
    }

    [Fact]
    public void Without_noncentrality_it_is_the_central_distribution()
    {
        foreach (int degrees in new[] { 1, 2, 5, 50 })
        {
            Assert.Equal(ChiSquared.CDF(degrees, 1.3 * degrees), NoncentralChiSquare.Cdf(1.3 * degrees, degrees, 0), 1e-13);
        }

        Assert.Equal(0, NoncentralChiSquare.Cdf(0, 3, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralChiSquare.Cdf(1, 0, 1));
    }

    // Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), tables 7.4: significance 0.05.
    [Theory]
    [InlineData(0.3, 1, 0.9, 117)]
    [InlineData(0.3, 1, 0.8, 88)]
    [InlineData(0.5, 1, 0.9, 43)]
    [InlineData(0.3, 5, 0.95, 220)]
    public void So_many_requests_are_needed(double effect, int degrees, double power, int requests)
    {
        Assert.Equal(requests, TestPower.RequestsFor(effect, degrees, power));
        Assert.True(TestPower.Of(requests, effect, degrees) >= power);
        Assert.True(TestPower.Of(requests - 1, effect, degrees) < power);
        Assert.Equal(effect, TestPower.SmallestEffect(requests, degrees, power), 0.01);
    }

    [Fact]
    public void The_effect_of_one_end_is_what_the_definition_gives()
    {
        double[] expected = [0.5, 0.3, 0.2];
        const double Deviation = 0.25;
        double[] actual = [0.5 * (1 - (0.2 * Deviation / 0.8)), 0.3 * (1 - (0.2 * Deviation / 0.8)), 0.2 * (1 + Deviation)];
        double w = Math.Sqrt(expected.Zip(actual, (p, q) => (q - p) * (q - p) / p).Sum());
        Assert.Equal(1, actual.Sum(), 1e-12);
        Assert.Equal(w, TestPower.EffectOf(0.2, Deviation), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => TestPower.EffectOf(1, 0.1));
    }

    [Fact]
    public void The_power_is_that_of_real_tests()
    {
        // Exact for two ends: the binomial probability of every count that the chi-square test calls out.
        const int Requests = 400;
        double limit = ChiSquared.InvCDF(1, 0.95);
        double power = Enumerable.Range(0, Requests + 1)
            .Where(count => Math.Pow(count - (Requests / 2.0), 2) * 4 / Requests > limit)
            .Sum(count => Binomial.PMF(0.58, Requests, count));
        Assert.Equal(power, TestPower.Of(Requests, TestPower.EffectOf(0.5, 0.16), 1), 0.015);
    }

    [Fact]
    public void A_plan_says_what_the_requests_could_show()
    {
        var plan = DeviationPlan.Of(Expectation.Even("a", "b", "c"), 300, 0.1)!;
        // w² = 0.01 × (1/3)/(2/3) = 0.005; 12.654 / 0.005 = 2,531.
        Assert.Equal(2531, plan.Needed);
        Assert.Equal(Math.Sqrt(12.654 / 300 / 0.5), plan.Visible, 0.001);
        Assert.Equal(
            "To notice a deviation of 10 % (33.3 % → 36.7 % or 30.0 %) at one end in 90 of 100 runs takes 2,531 requests. "
            + "The 300 that were made show it in 18 of 100 runs; only one from 29 % on would have been noticed in 90 of 100.",
            plan.InWords);
        Assert.EndsWith("The 10,000 that were made are enough: they show one from 5 % on.", DeviationPlan.Of(Expectation.Even("a", "b", "c"), 10_000, 0.1)!.InWords, StringComparison.Ordinal);
        Assert.EndsWith("would not even show reliably that this end gets nothing.", DeviationPlan.Of(Expectation.Even("a", "b", "c"), 10, 0.1)!.InWords, StringComparison.Ordinal);
        Assert.Null(DeviationPlan.Of(Expectation.Even("a"), 300, 0.1));
        Assert.Null(DeviationPlan.Of(new Expectation([new(TrafficOutcome.AnsweredBy("a"), 0.5), new(TrafficOutcome.AnsweredBy("b"), 0.5)], dependence: "session affinity"), 300, 0.1));
    }
}

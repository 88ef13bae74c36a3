using System.Net;
using System.Numerics;

namespace Learn.Tests.Statistics;

public sealed class SharesTests
{
    private static readonly TrafficOutcome A = TrafficOutcome.AnsweredBy("a");
    private static readonly TrafficOutcome B = TrafficOutcome.AnsweredBy("b");
    private static readonly TrafficOutcome C = TrafficOutcome.AnsweredBy("c");

    [Theory]
    [InlineData(10, 0.5, 0.01)]
    [InlineData(100, 0.25, 1e-6)]
    [InlineData(300, 0.5, 1e-6)]
    [InlineData(1000, 0.0625, 1e-6)]
    [InlineData(64, 0.125, 1e-9)]
    public void Bounds_are_exact(int n, double p, double falseAlarm)
    {
        var bounds = Shares.Bounds(n, p, falseAlarm);

        // Outside lies less than half the rate on each side; one count less on either side would be too much.
        Assert.True(Between(n, p, 0, bounds.Low - 1) <= falseAlarm / 2 * 1.0001);
        Assert.True(Between(n, p, bounds.High + 1, n) <= falseAlarm / 2 * 1.0001);
        Assert.True(Between(n, p, 0, bounds.Low) > falseAlarm / 2 * 0.9999);
        Assert.True(Between(n, p, bounds.High, n) > falseAlarm / 2 * 0.9999);
    }

    [Theory]
    [InlineData(0.5, 1e-6, 20)]
    [InlineData(0.1, 0.05, 29)]
    [InlineData(1, 1e-6, 1)]
    public void So_many_requests_show_an_end(double probability, double missed, int requests)
        => Assert.Equal(requests, Shares.RequestsToSee(probability, missed));

    [Fact]
    public void So_many_requests_tell_two_shares_apart()
    {
        // With n fair throws the count 0 is an alarm once 2^-n falls below half of one in a million: n = 21.
        Assert.Equal(21, Shares.RequestsToTell(0.5, 0));
        int n = Shares.RequestsToTell(1.0 / 3, 0.5);
        Assert.InRange(n, 700, 900);
        Assert.True(Between(n, 0.5, Shares.Bounds(n, 1.0 / 3).Low, Shares.Bounds(n, 1.0 / 3).High) <= 1e-6);
        Assert.Throws<ArgumentException>(() => Shares.RequestsToTell(0.5, 0.5));
    }

    [Fact]
    public void Right_shares_fit_and_wrong_ones_do_not()
    {
        var expectation = Expectation.Even("a", "b", "c");

        Assert.True(Check(expectation, (110, A), (95, B), (95, C)).Fits);
        var skewed = Check(expectation, (200, A), (50, B), (50, C));
        Assert.Equal(3, skewed.Problems.Length);
        Assert.StartsWith("a has 200 of 300, and should have 33.3 %", skewed.Problems[0], StringComparison.Ordinal);
        Assert.Equal(["1 × (refused) should not have happened at all."], Check(expectation, (100, A), (100, B), (100, C), (1, TrafficOutcome.Refused)).Problems);
        Assert.False(Check(expectation, (30, A), (30, B), (1, TrafficOutcome.Unattributed)).Fits);
        Assert.False(Check(expectation).Fits);
        Assert.False(Shares.Check([(A, null)], null).Fits);
    }

    [Fact]
    public void Dependent_requests_are_judged_by_what_is_possible_only()
    {
        var affinity = new Expectation([new(A, 0.5), new(B, 0.5)], dependence: "session affinity");

        Assert.True(Check(affinity, (300, A)).Fits);
        Assert.False(Check(affinity, (300, A), (1, C)).Fits);
    }

    [Fact]
    public void A_source_address_that_the_rules_do_not_explain_is_a_problem()
    {
        var address = IPAddress.Parse("10.244.0.1");
        var expectation = new Expectation([new(A, 1)], sourcesSeen: [new(A, address, 1)]);

        Assert.True(Shares.Check([(A, address), (A, null)], expectation).Fits);
        Assert.Equal(
            ["a saw 1 come from 10.244.0.9, and should see 10.244.0.1."],
            Shares.Check([(A, address), (A, IPAddress.Parse("10.244.0.9"))], expectation).Problems);
    }

    [Fact]
    public void False_alarms_are_as_rare_as_promised()
    {
        var random = new Random(3);
        var expectation = Expectation.Even("a", "b", "c");
        int alarms = 0;
        for (int run = 0; run < 4_000; run++)
        {
            var samples = Enumerable.Range(0, 90).Select(_ => (random.Next(3) switch { 0 => A, 1 => B, _ => C }, (IPAddress?)null));
            alarms += Shares.Check(samples, expectation, falseAlarm: 0.05).Fits ? 0 : 1;
        }

        // At most 5 of 100; the seed is fixed.
        Assert.InRange(alarms, 1, 200);
    }

    private static ShareCheck Check(Expectation expectation, params (int Count, TrafficOutcome Outcome)[] counts)
        => Shares.Check(counts.SelectMany(c => Enumerable.Repeat((c.Outcome, (IPAddress?)null), c.Count)), expectation);

    // The plain sum, with p as a fraction of two to the power of 60 and no rounding until the end.
    private static double Between(int n, double p, int low, int high)
    {
        var one = BigInteger.One << 60;
        var success = (BigInteger)(p * Math.Pow(2, 60));
        var sum = BigInteger.Zero;
        var choose = BigInteger.One;
        for (int k = 0; k <= n; k++)
        {
            if (k >= low && k <= high)
            {
                sum += choose * BigInteger.Pow(success, k) * BigInteger.Pow(one - success, n - k);
            }

            choose = choose * (n - k) / (k + 1);
        }

        return Math.Exp(BigInteger.Log(sum + BigInteger.One) - (n * 60 * Math.Log(2)));
    }
}

using System.Text.Json;

namespace Learn.Tests.Statistics;

/// <summary>The analysis as a whole, and the G test in it.</summary>
public sealed class DistributionAnalysisTests
{
    [Fact]
    public void The_G_test_has_the_values_of_scipy()
    {
        // scipy.stats.power_divergence([16, 18, 16, 14, 12, 12], lambda_="log-likelihood"), and scipy.stats.chisquare of the same.
        int[] observed = [16, 18, 16, 14, 12, 12];
        double[] even = [.. Enumerable.Repeat(1 / 6.0, 6)];
        var ratio = GoodnessOfFitTest.Test(observed, even, statistic: FitStatistic.LikelihoodRatio);
        Assert.Equal(2.006573162632538, ratio.ChiSquare, 1e-10);
        Assert.Equal(0.84823476779463769, ratio.PValue!.Value, 1e-10);
        Assert.Equal(FitStatistic.LikelihoodRatio, ratio.Statistic);
        Assert.Equal(2.0, GoodnessOfFitTest.Test(observed, even).ChiSquare, 1e-12);
        Assert.Equal(0.84914503608460956, GoodnessOfFitTest.Test(observed, even).PValue!.Value, 1e-10);
    }

    [Theory]
    [InlineData(3, 1, 0)]
    [InlineData(2, 2, 2)]
    [InlineData(0, 0, 5)]
    public void A_small_G_test_is_summed_over_all_counts(int a, int b, int c)
    {
        double[] shares = [0.5, 0.3, 0.2];
        int n = a + b + c;
        double observed = G(a, b, c), p = 0;
        for (int first = 0; first <= n; first++)
        {
            for (int second = 0; second <= n - first; second++)
            {
                int third = n - first - second;
                p += G(first, second, third) >= observed - 1e-9 ? Probability(first, second, third) : 0;
            }
        }

        var test = GoodnessOfFitTest.Test([a, b, c], shares, statistic: FitStatistic.LikelihoodRatio);
        Assert.Equal(GoodnessOfFitMethod.Exact, test.Method);
        Assert.Equal(p, test.PValue!.Value, 1e-10);

        double G(int x, int y, int z) => 2 * (Term(x, 0.5 * n) + Term(y, 0.3 * n) + Term(z, 0.2 * n));
        double Term(int count, double expected) => count == 0 ? 0 : count * Math.Log(count / expected);
        double Probability(int x, int y, int z) => Factorial(n) / Factorial(x) / Factorial(y) / Factorial(z) * Math.Pow(0.5, x) * Math.Pow(0.3, y) * Math.Pow(0.2, z);
        double Factorial(int number) => Enumerable.Range(1, number).Aggregate(1.0, (product, factor) => product * factor);
    }

    [Fact]
    public void Intervals_of_all_ends_together_are_wider()
    {
        var analysis = DistributionAnalysis.Of(Counts(120, 90, 90), Expectation.Even("pod-1", "pod-2", "pod-3"));
        var first = analysis.Ends[0];
        Assert.Equal(BinomialIntervals.ClopperPearson(120, 300), first.Possible);
        Assert.Equal(BinomialIntervals.ClopperPearson(120, 300, 1 - (0.05 / 3)), first.PossibleTogether);
        Assert.False(first.IsUnexpected);
        Assert.Equal(1 / 3.0, first.Expected);
        Assert.Equal(6.0, analysis.Pearson!.ChiSquare, 1e-9);
        Assert.Equal(Math.Sqrt(6.0 / 300), analysis.Effect!.Value.W, 1e-9);
        Assert.Equal(Math.Sqrt(6.0 / 600), analysis.Effect!.Value.CramersV, 1e-9);
        Assert.Null(analysis.Order);
        Assert.Null(analysis.OverTime);
    }

    [Fact]
    public void The_text_answers_each_question()
    {
        var random = new Random(5);
        var analysis = DistributionAnalysis.Of(Result(Enumerable.Range(0, 300).Select(_ => random.Next(3))));
        string text = analysis.ToString();
        Assert.StartsWith("300 requests to http://my-service from client\n\nanswered by requests   share  expected      95 % each   95 % together\npod-1", text, StringComparison.Ordinal);
        Assert.Contains("The counts fit the expectation", text, StringComparison.Ordinal);
        Assert.Contains("Pearson's χ² = ", text, StringComparison.Ordinal);
        Assert.Contains("takes 2,531 requests", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("Is it round robin? No:", text, StringComparison.Ordinal);
        Assert.Contains("The shares over time (14 pieces of ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("false", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Round_robin_is_seen_in_a_result()
        => Assert.Equal(OrderVerdict.RoundRobin, DistributionAnalysis.Of(Result(Enumerable.Range(0, 30).Select(i => i % 3))).Order!.Verdict);

    [Fact]
    public void Nothing_and_the_impossible_and_failures_are_said()
    {
        Assert.Contains("No request tells anything.", DistributionAnalysis.Of(Counts(), Expectation.Even("pod-1", "pod-2")).Sentences);
        Assert.Contains(DistributionAnalysis.Of(Counts(5, 5, 1), Expectation.Even("pod-1", "pod-2")).Sentences, sentence => sentence.Contains("should not have happened", StringComparison.Ordinal));
        var alone = DistributionAnalysis.Of(Counts(7, 3));
        Assert.Null(alone.Pearson);
        Assert.Null(alone.Plan);
        Assert.Throws<ArgumentException>(() => DistributionAnalysis.Of(Counts(7), options: new AnalysisOptions { Power = 2 }));
        Assert.Throws<ArgumentException>(() => DistributionAnalysis.Of(Counts(7), options: new AnalysisOptions { Deviation = 0 }));
    }

    [Fact]
    public void The_json_has_the_numbers()
    {
        var json = JsonDocument.Parse(DistributionAnalysis.Of(Result(Enumerable.Range(0, 60).Select(i => i % 3))).ToJson()).RootElement;
        Assert.Equal(60, json.GetProperty("count").GetInt32());
        Assert.Equal("pod-1", json.GetProperty("ends")[0].GetProperty("end").GetString());
        Assert.Equal(2531, json.GetProperty("plan").GetProperty("needed").GetInt64());
        Assert.Equal("RoundRobin", json.GetProperty("order").GetProperty("verdict").GetString());
        Assert.Equal(0, json.GetProperty("pearson").GetProperty("statistic").GetDouble());
        Assert.Equal(2, json.GetProperty("overTime").GetProperty("counts").GetArrayLength());
    }

    private static Dictionary<string, int> Counts(params int[] counts) => counts.Select((count, end) => ($"pod-{end + 1}", count)).ToDictionary();

    [Fact]
    public void Requests_that_one_process_makes_are_in_the_order_of_their_numbers_whatever_the_times_read()
    {
        // Answers that are read together have one time; without their latency, what a slow pod answered stands before what a quick one did.
        var random = new Random(5);
        var samples = Enumerable.Range(0, 3000).Select(index => random.Next(3) is var pod
            ? new CurlSample { Index = index, StartOffset = TimeSpan.FromMilliseconds((index / 30 * 100) - pod), Status = 200, Pod = $"pod-{pod + 1}" }
            : null!);
        var result = new CurlResult(new CurlRequest { Url = "http://my-service" }, [.. samples], TimeSpan.FromSeconds(10), Expectation.Even("pod-1", "pod-2", "pod-3"));
        Assert.Equal(OrderVerdict.Independent, DistributionAnalysis.Of(result).Order!.Verdict);
    }

    private static CurlResult Result(IEnumerable<int> pods) => new(
        new CurlRequest { Url = "http://my-service", From = "client" },
        [.. pods.Select((pod, index) => new CurlSample { Index = index, StartOffset = TimeSpan.FromMilliseconds(index * 3), Status = 200, Pod = $"pod-{pod + 1}" })],
        TimeSpan.FromSeconds(1),
        Expectation.Even("pod-1", "pod-2", "pod-3"));
}

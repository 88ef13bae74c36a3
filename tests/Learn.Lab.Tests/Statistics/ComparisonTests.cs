namespace Learn.Tests.Statistics;

/// <summary>Before and after, source by source, over time.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void A_table_has_the_values_of_scipy()
    {
        // scipy.stats.chi2_contingency([[10, 10, 20], [20, 20, 20]]), and with lambda_="log-likelihood".
        var test = HomogeneityTest.Test([[10, 10, 20], [20, 20, 20]]);
        Assert.Equal(GoodnessOfFitMethod.ChiSquare, test.Method);
        Assert.Equal(2.7777777777777777, test.ChiSquare, 1e-12);
        Assert.Equal(0.24935220877729619, test.PValue!.Value, 1e-10);
        Assert.Equal(2.7688587616781319, test.LikelihoodRatio, 1e-10);
        Assert.Equal(2, test.DegreesOfFreedom);
        Assert.Equal(Math.Sqrt(2.7777777777777777 / 100), test.CramersV, 1e-12);
    }

    [Theory]
    [InlineData(3, 4, 1, 4, 34 / 70.0)]
    [InlineData(1, 10, 11, 14, 0.0027594561852200836)]
    [InlineData(0, 5, 5, 5, 2 / 252.0)]
    [InlineData(5, 10, 5, 10, 1)]
    public void Fishers_test_has_the_values_of_R(int k1, int n1, int k2, int n2, double p)
        => Assert.Equal(p, FisherExact.PValue(k1, n1, k2, n2), 1e-9);

    [Theory]
    [InlineData(new[] { 3, 1, 0 }, new[] { 0, 2, 3 })]
    [InlineData(new[] { 2, 2, 1 }, new[] { 1, 1, 3 })]
    [InlineData(new[] { 4, 0 }, new[] { 1, 4 })]
    public void Small_tables_are_summed_as_counting_every_choice_does(int[] first, int[] second)
    {
        var test = HomogeneityTest.Test([first, second]);
        Assert.Equal(GoodnessOfFitMethod.Exact, test.Method);

        // Every way to say which requests belong to the first row.
        int[] ends = [.. first.Zip(second).SelectMany((pair, end) => Enumerable.Repeat(end, pair.First + pair.Second))];
        int atLeast = 0, all = 0;
        for (int choice = 0; choice < 1 << ends.Length; choice++)
        {
            if (int.PopCount(choice) != first.Sum())
            {
                continue;
            }

            int[] row = new int[first.Length], other = new int[first.Length];
            for (int request = 0; request < ends.Length; request++)
            {
                ((choice >> request & 1) == 1 ? row : other)[ends[request]]++;
            }

            all++;
            atLeast += HomogeneityTest.Test([row, other]).ChiSquare >= test.ChiSquare - 1e-9 ? 1 : 0;
        }

        Assert.Equal((double)atLeast / all, test.PValue!.Value, 1e-12);
    }

    [Fact]
    public void More_rows_with_small_counts_are_permuted_with_a_fixed_seed()
    {
        IReadOnlyList<int>[] rows = [[3, 1], [1, 3], [0, 4]];
        var test = HomogeneityTest.Test(rows, seed: 4);
        Assert.Equal(GoodnessOfFitMethod.MonteCarlo, test.Method);
        Assert.Equal(test.PValue, HomogeneityTest.Test(rows, seed: 4).PValue);
        // Counted by hand over the 4³ × … tables: 4 of 12 go to the first end.
        Assert.Equal(ExactThreeRows(rows), test.PValue!.Value, 0.012);
    }

    [Fact]
    public void Nothing_to_compare_is_said()
    {
        Assert.Equal("Nothing can be said about the shares before and after: there are not two groups with requests.", DistributionComparison.Of([], Ends(3, 3)).Sentences.First());
        Assert.Contains("There was only one end.", DistributionComparison.Of(Ends(3), Ends(4)).ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => HomogeneityTest.Test([[1, 2], [1]]));
    }

    [Fact]
    public void An_end_that_is_gone_or_new_is_named()
    {
        var comparison = DistributionComparison.Of(Ends(100, 100, 100), Ends(150, 150, 0, 30));
        Assert.Equal(["pod-1", "pod-2", "pod-3", "pod-4"], comparison.Ends.Select(end => end.End.ToString()));
        Assert.Equal(["pod-3", "pod-4"], comparison.Changed.Where(end => end.Before == 0 || end.After == 0).Select(end => end.End.ToString()));
        Assert.Equal("The shares before and after are not the same: chance alone makes them differ this much in less than 1 of 1,000 runs.", comparison.Sentences.First());
        Assert.Contains("pod-3 is gone: 33.3 % of the requests before, none after.", comparison.Sentences);
        Assert.Contains("pod-4 is new: 9.1 % of the requests after, none before.", comparison.Sentences);
        Assert.All(comparison.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void The_same_shares_are_the_same()
    {
        var comparison = DistributionComparison.Of(Ends(100, 105, 95), Ends(198, 202, 200));
        Assert.Empty(comparison.Changed);
        Assert.StartsWith("The shares before and after fit each other: chance alone makes them differ at least this much in ", comparison.Sentences.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_end_is_told_from_the_others()
    {
        var comparison = DistributionComparison.Of(Ends(100, 100, 100), Ends(200, 50, 50), "of v1", "of v2");
        Assert.Equal(3, comparison.Changed.Count());
        Assert.Contains("pod-1 got more: 33.3 % of v1, 66.7 % of v2.", comparison.Sentences);
    }

    [Fact]
    public void Sources_are_rows_of_a_table()
    {
        var expectation = Expectation.Even("pod-1", "pod-2");
        var comparison = SourceComparison.Of([("client", Ends(50, 52), expectation), ("node/node-1", Ends(99, 3), expectation), ("nobody", [], null)]);
        Assert.Equal([102, 102, 0], comparison.Rows.Select(row => row.Count));
        Assert.True(comparison.Test.PValue < 0.001);
        Assert.StartsWith("The shares that the sources see are not the same", comparison.Sentences.First(), StringComparison.Ordinal);
        Assert.Contains(comparison.Sentences, sentence => sentence.StartsWith("node/node-1: The counts do not fit", StringComparison.Ordinal));
        Assert.Contains("node/node-1", comparison.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Time_is_cut_into_pieces_that_hold_every_request()
    {
        var requests = Enumerable.Range(0, 400).Select(i => (TimeSpan.FromMilliseconds(i * 10), TrafficOutcome.AnsweredBy(i < 200 ? $"pod-{1 + (i % 2)}" : "pod-1"))).ToList();
        var strip = TimeStrip.Of(requests, pieces: 8)!;
        Assert.Equal(8, strip.Counts.Length);
        Assert.Equal(400, strip.Counts.Sum(piece => piece.Sum()));
        Assert.All(strip.Counts, piece => Assert.Equal(50, piece.Sum()));
        Assert.True(strip.Test.PValue < 1e-6);
        Assert.StartsWith("The shares over time (8 pieces of 499 ms) are not the same", strip.InWords, StringComparison.Ordinal);
        Assert.Null(TimeStrip.Of(requests.Take(5)));
    }

    internal static IEnumerable<TrafficOutcome> Ends(params int[] counts) => counts.SelectMany((count, end) => Enumerable.Repeat(TrafficOutcome.AnsweredBy($"pod-{end + 1}"), count));

    private static double ExactThreeRows(IReadOnlyList<int>[] rows)
    {
        double observed = HomogeneityTest.Test(rows).ChiSquare, atLeast = 0, all = 0;
        for (int choice = 0; choice < 1 << 12; choice++)
        {
            if (int.PopCount(choice) != rows.Sum(row => row[0]))
            {
                continue;
            }

            all++;
            int[] first = [int.PopCount(choice & 15), int.PopCount(choice >> 4 & 15), int.PopCount(choice >> 8 & 15)];
            atLeast += HomogeneityTest.Test([[first[0], 4 - first[0]], [first[1], 4 - first[1]], [first[2], 4 - first[2]]]).ChiSquare >= observed - 1e-9 ? 1 : 0;
        }

        return atLeast / all;
    }
}

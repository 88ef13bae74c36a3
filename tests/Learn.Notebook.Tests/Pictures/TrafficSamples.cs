namespace Learn.Notebook.Tests.Pictures;

/// <summary>Traffic with fixed seeds.</summary>
internal static class TrafficSamples
{
    public static DistributionAnalysis Analysis { get; } = DistributionAnalysis.Of(Result(5, [1, 1, 1]));

    public static DistributionComparison BeforeAfter { get; } = DistributionComparison.Of(Result(5, [1, 1, 1]), Result(6, [3, 2, 0, 1]), "before", "after");

    public static SourceComparison PerSource { get; } = SourceComparison.Of(Result(8, [1, 1, 1], "client"), Result(9, [1, 1, 1], "node/node-1"), Result(10, [4, 1, 1], "pod/web-1"));

    private static CurlResult Result(int seed, int[] weights, string? from = null)
    {
        var random = new Random(seed);
        int[] pods = [.. weights.SelectMany((weight, pod) => Enumerable.Repeat(pod + 1, weight))];
        return new CurlResult(
            new CurlRequest { Url = "http://my-service", From = from, Count = 300 },
            [.. Enumerable.Range(0, 300).Select(index => new CurlSample { Index = index, StartOffset = TimeSpan.FromMilliseconds(index * 4), Status = 200, Pod = $"my-app-{pods[random.Next(pods.Length)]}" })],
            TimeSpan.FromSeconds(1.2),
            Expectation.Even("my-app-1", "my-app-2", "my-app-3"));
    }
}

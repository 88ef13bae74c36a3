namespace Learn.Tests.Figures;

/// <summary>Results made by hand.</summary>
internal static class Samples
{
    public static CurlResult Fitting { get; } = Result(Expectation.Even("my-pod-1", "my-pod-2", "my-pod-3"), ("my-pod-1", 104), ("my-pod-2", 95), ("my-pod-3", 101));

    public static CurlResult Misfitting { get; } = Result(
        Expectation.Even("my-app-7d4b9c8f6d-x2x9z", "my-app-7d4b9c8f6d-8kq5w", "my-app-7d4b9c8f6d-v7jtd"),
        ("my-app-7d4b9c8f6d-x2x9z", 131), ("my-app-7d4b9c8f6d-8kq5w", 88), ("my-app-7d4b9c8f6d-v7jtd", 72), ("", 9));

    public static CurlResult Many { get; } = Result(
        Expectation.Even([.. Enumerable.Range(1, 100).Select(i => $"pod-{i}")]),
        [.. Enumerable.Range(1, 100).Select(i => ($"pod-{i}", 40 + (i * 7 % 23) - 11))]);

    public static CurlResult Unexpected { get; } = Result(null, ("a", 3), ("b", 4));

    public static CurlResult Empty { get; } = Result(Expectation.Even("a", "b"));

    /// <summary>Names and addresses that would break a page which does not escape them.</summary>
    public static CurlResult Hostile { get; } = new(
        new CurlRequest { Url = "http://x/</script><script>alert(1)</script>?<!--&a=\"'", Count = 2 },
        [Sample("<b onmouseover=alert(1)>pod</b>", 0), Sample("a&amp;b </figure>", 1)],
        TimeSpan.FromSeconds(1),
        new Expectation([new(TrafficOutcome.AnsweredBy("<b onmouseover=alert(1)>pod</b>"), 0.5), new(TrafficOutcome.AnsweredBy("a&amp;b </figure>"), 0.5)], source: "<i>rules</i>"));

    /// <summary>A pod without a name stands for requests that failed.</summary>
    public static CurlResult Result(Expectation? expectation, params (string Pod, int Count)[] counts) => new(
        new CurlRequest { Url = "http://my-service", Count = Math.Max(1, counts.Sum(c => c.Count)), From = "client" },
        [.. counts.SelectMany(c => Enumerable.Repeat(c.Pod, c.Count)).Select(Sample)],
        TimeSpan.FromSeconds(0.21),
        expectation);

    private static CurlSample Sample(string pod, int index) => pod.Length == 0
        ? new CurlSample { Index = index, ExitCode = 52, ErrorMessage = "Empty reply from server", OpenedConnection = true }
        : new CurlSample { Index = index, Status = 200, Pod = pod, OpenedConnection = true };
}

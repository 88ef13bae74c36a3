namespace Learn.Tests.Traffic;

public sealed class CurlResultTests
{
    private static readonly CurlRequest Request = new() { Url = "http://my-service", Count = 300, From = "client" };

    [Fact]
    public void The_table_shows_counts_beside_their_expectation()
    {
        var result = Result(Expectation.Even("my-pod-1", "my-pod-2", "my-pod-3"), (104, "my-pod-1"), (95, "my-pod-2"), (101, "my-pod-3"));

        Assert.Equal(
            """
            300 requests to http://my-service from client in 0.21 s

            answered by requests   share  expected     95 % range
            my-pod-1         104  34.7 %     100.0       84 – 116
            my-pod-2          95  31.7 %     100.0       84 – 116
            my-pod-3         101  33.7 %     100.0       84 – 116

            chi-square 0.42 with 2 degrees of freedom, p = 0.81. The counts fit the
            expectation: chance alone gives a deviation at least this large in 81 of 100
            runs.

            """,
            result.ToString());
    }

    [Fact]
    public void What_lies_outside_its_range_is_marked_and_failures_are_named()
    {
        var failed = Enumerable.Range(0, 5).Select(_ => new CurlSample { Index = 0, ExitCode = 52, ErrorMessage = "Empty reply from server" });
        var result = Result(Expectation.Even("a", "b"), failed, (70, "a"), (25, "b"));

        var text = result.ToString();

        Assert.Contains("a                 70  70.0 %      47.5        38 – 57  *\n", text, StringComparison.Ordinal);
        Assert.Contains("(failed)           5   5.0 %\n", text, StringComparison.Ordinal);
        Assert.Contains("* outside the range", text, StringComparison.Ordinal);
        Assert.Contains("p < 0.0001", text, StringComparison.Ordinal);
        Assert.Contains("5 failed without telling where the rules sent them; they are not part of the\ntest.", text, StringComparison.Ordinal);
        Assert.Contains("5 failed with curl's exit code 52: Empty reply from server", text, StringComparison.Ordinal);
        Assert.Contains("Only 100 of 300 requests were made.", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Pods_are_sorted_as_people_count()
    {
        var result = Result(null, (1, "pod-10"), (1, "pod-9"), (1, "pod-1"), (1, "pod-9b"), (1, "pod-09"));

        Assert.Equal(["pod-1", "pod-09", "pod-9", "pod-9b", "pod-10"], result.Outcomes.Select(o => o.Outcome.Pod));
        Assert.Null(result.Fit);
        Assert.DoesNotContain("expected", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_that_never_answered_is_still_a_row()
    {
        var result = Result(Expectation.Even("a", "b"), (8, "a"));

        Assert.Equal((0, 4.0), (result.Outcomes[1].Count, result.Outcomes[1].ExpectedCount));
        Assert.Equal(0, result.CountOf("b"));
    }

    [Fact]
    public void An_empty_result_is_a_text_too()
    {
        var result = new CurlResult(Request, [], TimeSpan.Zero, Expectation.Even("a", "b"));

        Assert.Contains("nothing was counted", result.ToString(), StringComparison.Ordinal);
        Assert.Null(result.Latency);
    }

    [Fact]
    public void What_curl_complained_of_is_shown()
    {
        var result = new CurlResult(Request, [], TimeSpan.Zero, messages: ["curl: option --no-such-option: is unknown"]);

        Assert.Contains("option --no-such-option: is unknown\n", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Statuses_and_times_are_summarised()
    {
        var samples = Enumerable.Range(1, 100).Select(i => new CurlSample
        {
            Index = i,
            Status = i % 10 == 0 ? 503 : 200,
            OpenedConnection = true,
            Timings = new CurlTimings(default, default, default, TimeSpan.FromMilliseconds(i)),
        });
        var result = new CurlResult(Request, [.. samples], TimeSpan.FromSeconds(1));

        Assert.Equal([new StatusSummary(200, 90), new StatusSummary(503, 10)], result.Statuses);
        Assert.Equal(TimeSpan.FromMilliseconds(1), result.Latency!.Minimum);
        Assert.Equal(TimeSpan.FromMilliseconds(50.5), result.Latency.Median);
        Assert.InRange(result.Latency.Percentile99.TotalMilliseconds, 99, 100);
        Assert.Equal(TimeSpan.FromMilliseconds(100), result.Latency.Maximum);
    }

    private static CurlResult Result(Expectation? expectation, params (int Count, string Pod)[] counts) => Result(expectation, [], counts);

    private static CurlResult Result(Expectation? expectation, IEnumerable<CurlSample> more, params (int Count, string Pod)[] counts)
        => new(
            Request,
            [.. counts.SelectMany(c => Enumerable.Repeat(new CurlSample { Index = 0, Status = 200, Pod = c.Pod, OpenedConnection = true }, c.Count)), .. more],
            TimeSpan.FromSeconds(0.21),
            expectation);
}

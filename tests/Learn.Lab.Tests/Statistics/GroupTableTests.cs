namespace Learn.Tests.Statistics;

public sealed class GroupTableTests
{
    [Fact]
    public void Groups_have_their_numbers_and_times_in_80_columns()
    {
        var samples = Enumerable.Range(1, 100).Select(i => (i <= 60 ? "node-2" : i <= 90 ? "node-10" : null, i > 90 ? (TimeSpan?)null : TimeSpan.FromMilliseconds(i)));

        var table = GroupTable.Of("node", samples);

        Assert.Equal(
            """
            node    requests   share       p50       p90       p99       max
            node-2        60  60.0 %   30.5 ms   54.6 ms   60.0 ms   60.0 ms
            node-10       30  30.0 %   75.5 ms   87.6 ms   90.0 ms   90.0 ms
            (none)        10  10.0 %

            """,
            table.ToString());
        var wide = GroupTable.Of("a title that is rather long for a column", [(new string('x', 90), TimeSpan.FromSeconds(123_456))]);
        Assert.All(wide.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal("(no sample)\n", GroupTable.Of("pod", []).ToString());
    }

    [Theory]
    [InlineData(0.423, "0.42 ms")]
    [InlineData(12.34, "12.3 ms")]
    [InlineData(640.2, "640 ms")]
    [InlineData(2001, "2.00 s")]
    public void Times_have_three_figures(double milliseconds, string text) => Assert.Equal(text, LatencySummary.Text(TimeSpan.FromMilliseconds(milliseconds)));
}

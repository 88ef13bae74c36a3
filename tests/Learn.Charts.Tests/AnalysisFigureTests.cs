using System.Xml.Linq;
using Newtonsoft.Json.Linq;

namespace Learn.Tests.Figures;

/// <summary>Figures of an analysis: the same numbers in the chart, the still picture and in characters.</summary>
public sealed class AnalysisFigureTests
{
    private static readonly DistributionAnalysis Analysis = DistributionAnalysis.Of(new CurlResult(
        new CurlRequest { Url = "http://my-service" },
        [.. Enumerable.Range(0, 120).Select(i => new CurlSample { Index = i, StartOffset = TimeSpan.FromMilliseconds(i), Status = 200, Pod = i < 60 ? "<a>" : $"pod-{i % 2}" })],
        TimeSpan.FromSeconds(1),
        Expectation.Even("<a>", "pod-0", "pod-1")));

    public static TheoryData<string> Names => ["intervals", "over time", "before and after", "per source"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_is_a_chart_a_valid_picture_and_characters(string name)
    {
        var figure = Make(name);
        var json = JObject.Parse(figure.ToPlotlyJson());
        Assert.NotEmpty(json["data"]!);
        var svg = XDocument.Parse(figure.ToSvg()!);
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        Assert.NotEmpty(svg.Root.Attribute("aria-label")!.Value);
        Assert.DoesNotContain("<script", figure.ToSvg(), StringComparison.Ordinal);
        Assert.All(figure.ToText().Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.All(figure.Numbers!.Rows, row => Assert.Equal(figure.Numbers.Headings.Length, row.Length));
        Assert.NotEmpty(figure.Caption);
    }

    [Fact]
    public void The_intervals_are_those_of_the_analysis()
    {
        var data = JObject.Parse(Charts.Intervals(Analysis).ToPlotlyJson())["data"]!;
        var (shares, together) = (data[1]!, data[2]!);
        var first = Analysis.Ends[0];
        Assert.Equal(first.Share * 100, (double)shares["x"]![0]!, 1e-9);
        Assert.Equal((first.Possible.High - first.Share) * 100, (double)shares["error_x"]!["array"]![0]!, 1e-9);
        Assert.Equal((first.Share - first.PossibleTogether.Low) * 100, (double)together["error_x"]!["arrayminus"]![0]!, 1e-9);
        Assert.Equal("&lt;a&gt;", (string)shares["y"]![0]!);
    }

    [Fact]
    public void The_strip_has_a_row_for_each_end_and_shares_that_sum_to_a_hundred()
    {
        var z = (JArray)JObject.Parse(Charts.OverTime(Analysis)!.ToPlotlyJson())["data"]![0]!["z"]!;
        Assert.Equal(Analysis.OverTime!.Ends.Length, z.Count);
        Assert.All(Enumerable.Range(0, Analysis.OverTime.Counts.Length), piece => Assert.Equal(100, z.Sum(row => (double)row[piece]!), 1e-9));
        Assert.Null(Charts.OverTime(DistributionAnalysis.Of(new Dictionary<string, int> { ["a"] = 3 })));
    }

    private static Figure Make(string name)
    {
        TrafficOutcome[] ends = [.. Enumerable.Range(0, 60).Select(i => TrafficOutcome.AnsweredBy($"pod-{i % 3}"))];
        return name switch
        {
            "intervals" => Charts.Intervals(Analysis),
            "over time" => Charts.OverTime(Analysis)!,
            "before and after" => Charts.BeforeAfter(DistributionComparison.Of(ends, ends.Skip(5), "before", "after the scaling")),
            _ => Charts.PerSource(SourceComparison.Of([("client", ends, null), ("node/node-1", ends.Take(20), null)])),
        };
    }
}

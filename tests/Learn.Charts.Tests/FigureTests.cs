using System.Xml.Linq;
using Plotly.NET;

namespace Learn.Tests.Figures;

public sealed class FigureTests
{
    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, CurlResult> All => new()
    {
        ["fitting"] = Samples.Fitting,
        ["misfitting"] = Samples.Misfitting,
        ["many"] = Samples.Many,
        ["unexpected"] = Samples.Unexpected,
        ["empty"] = Samples.Empty,
        ["hostile"] = Samples.Hostile,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_still_picture_is_well_formed_and_has_no_script(string name)
    {
        var result = All[name];
        var svg = XElement.Parse(Charts.Distribution(result).ToSvg()!);

        Assert.Equal("svg", svg.Name.LocalName);
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName == "script");
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        var legend = result.Expectation is null ? 0 : 1;
        Assert.Equal(result.Outcomes.Length + legend, svg.Descendants().Count(e => e.Name.LocalName == "rect"));
        Assert.Equal(result.Outcomes.Count(o => o.ExpectedCount is not null) + legend, svg.Descendants().Count(e => (string?)e.Attribute("class") == "mark"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_numbers_are_those_of_the_result(string name)
    {
        var result = All[name];
        var numbers = Charts.Distribution(result).Numbers!;

        Assert.Equal(result.Outcomes.Select(o => o.Outcome.ToString()), numbers.Rows.Select(r => r[0]));
        Assert.All(numbers.Rows, r => Assert.Equal(numbers.Headings.Length, r.Length));
    }

    [Fact]
    public void The_chart_can_be_taken_further_with_Plotly()
    {
        var json = GenericChart.toFigureJson(Charts.Distribution(Samples.Fitting).Chart);

        Assert.Contains("\"type\":\"bar\"", json, StringComparison.Ordinal);
        Assert.Contains("\"x\":[104,95,101]", json, StringComparison.Ordinal);
        Assert.Contains("\"paper_bgcolor\":\"#ffffff\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_holds_everything_and_is_not_larger_than_needed()
    {
        var html = Charts.Distribution(Samples.Fitting).ToHtml();

        Assert.InRange(html.Length, 500_000, 1_700_000);
        Assert.DoesNotContain(" src=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"plotly.js {PlotlyLibrary.Version}, copyright Plotly, Inc., MIT licence", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_is_the_one_that_Plotly_brings()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+$", PlotlyLibrary.Version);
        Assert.Contains($"plotly.js v{PlotlyLibrary.Version}", PlotlyLibrary.ReadScript()[..500], StringComparison.Ordinal);
        Assert.Contains("MIT", PlotlyLibrary.ReadNotices(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_of_ones_own_is_used()
    {
        var figure = Charts.Distribution(Samples.Fitting, "After scaling");

        Assert.Equal("After scaling", figure.Title);
        Assert.Contains("After scaling", figure.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_caption_says_why_there_is_no_test()
    {
        var expectation = new Expectation([new(TrafficOutcome.AnsweredBy("a"), 1)], dependence: "session affinity");

        Assert.Contains("session affinity", Charts.Distribution(Samples.Result(expectation, ("a", 5))).Caption, StringComparison.Ordinal);
        Assert.Contains("Nothing was expected", Charts.Distribution(Samples.Unexpected).Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Datagrams_are_drawn_too()
    {
        var result = new UdpResult(
            new UdpRequest { Target = "my-dns", Port = 53, Count = 4 },
            [.. Enumerable.Range(0, 4).Select(i => new UdpSample { Index = i, Pod = i < 3 ? "a" : "b", Latency = TimeSpan.FromMilliseconds(1) })],
            TimeSpan.FromSeconds(1),
            Expectation.Even("a", "b"));
        var figure = Charts.Distribution(result);

        Assert.Equal("Who answered my-dns port 53 (UDP)", figure.Title);
        Assert.Contains("4 datagrams", figure.ToText(), StringComparison.Ordinal);
        Assert.Contains("█", figure.ToText(), StringComparison.Ordinal);
        Assert.Equal(["a", "b"], figure.Numbers!.Rows.Select(row => row[0]));
    }

    [Fact]
    public void A_figure_without_a_drawing_in_characters_has_its_words_and_numbers()
    {
        var figure = new Figure(Plotly.NET.CSharp.Chart.Point<int, int, string>([1], [2]), "Title", "Caption", new FigureTable(["what", "many"], [["x", "7"]]));

        Assert.StartsWith("Title\nCaption\n\nWHAT   MANY\nx      7", figure.ToText(), StringComparison.Ordinal);
        Assert.StartsWith("{\"data\":", figure.ToPlotlyJson(), StringComparison.Ordinal);
        Assert.Contains("\"config\":{\"responsive\":true,", Charts.Distribution(Samples.Fitting).ToPlotlyJson(), StringComparison.Ordinal);
    }
}

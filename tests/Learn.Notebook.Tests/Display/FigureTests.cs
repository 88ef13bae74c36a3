using System.Text.Json;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Display;

/// <summary>Figures as outputs.</summary>
public sealed class FigureTests
{
    private const string Traffic =
        """
        CurlResult Traffic(int a, int b) => new(
            new CurlRequest { Url = "http://my-service", Count = a + b },
            [.. Enumerable.Range(0, a + b).Select(i => new CurlSample { Index = i, Status = 200, Pod = i < a ? "pod-1" : "pod-2" })],
            TimeSpan.FromSeconds(1),
            Expectation.Even("pod-1", "pod-2"));
        """;

    [Fact]
    public async Task Traffic_is_shown_as_a_chart_in_every_form()
    {
        await using var notebook = new TestNotebook();
        var (_, _) = await notebook.RunAsync(Traffic);
        var (result, _) = await notebook.RunAsync("Traffic(52, 48)");
        var bundle = result.Value!;
        Assert.Equal(JsonValueKind.Object, bundle.Data["application/vnd.plotly.v1+json"].ValueKind);
        Assert.Equal("bar", bundle.Data["application/vnd.plotly.v1+json"].GetProperty("data")[0].GetProperty("type").GetString());
        Assert.StartsWith("<svg", bundle.TextOf("image/svg+xml"), StringComparison.Ordinal);
        Assert.Contains("█", bundle.TextOf("text/plain"), StringComparison.Ordinal);
        Assert.Contains("├", bundle.TextOf("text/plain"), StringComparison.Ordinal);
        var html = bundle.TextOf("text/html")!;
        Assert.Contains("data:image/svg+xml;base64,", html, StringComparison.Ordinal);
        Assert.Contains("window.LearnFigures.show", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://www", html.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.InRange(html.Length, 5_000, 60_000);
    }

    [Fact]
    public async Task The_library_comes_once_and_before_the_first_chart()
    {
        await using var notebook = new TestNotebook();
        await notebook.RunAsync(Traffic);
        var (first, shownFirst) = await notebook.RunAsync("Traffic(1, 2)");
        var library = Assert.Single(shownFirst.Displays).Content.TextOf("text/html")!;
        Assert.InRange(library.Length, 500_000, 1_700_000);
        Assert.NotNull(first.Value);
        Assert.Equal(1, Libraries(shownFirst));

        var (_, second) = await notebook.RunAsync("display(Charts.Distribution(Traffic(2, 2))); Traffic(3, 2)");
        Assert.Equal(0, Libraries(second));
        Assert.Single(second.Displays);
    }

    [Fact]
    public async Task The_cell_that_has_the_library_brings_it_again_when_it_is_run_again()
    {
        await using var notebook = new TestNotebook();
        await notebook.RunAsync(Traffic);
        Assert.Equal(1, Libraries((await notebook.RunAsync("Traffic(1, 2)", """{"cellId":"a"}""")).Shown));
        Assert.Equal(0, Libraries((await notebook.RunAsync("Traffic(1, 2)", """{"cellId":"b"}""")).Shown));
        Assert.Equal(1, Libraries((await notebook.RunAsync("Traffic(7, 2)", """{"cellId":"a"}""")).Shown));

        await using var unnamed = new TestNotebook();
        await unnamed.RunAsync(Traffic);
        Assert.Equal(1, Libraries((await unnamed.RunAsync("display(Traffic(1, 2));")).Shown));
        Assert.Equal(0, Libraries((await unnamed.RunAsync("Traffic(1, 3)")).Shown));
        Assert.Equal(1, Libraries((await unnamed.RunAsync("display(Traffic(1, 2));")).Shown));
    }

    [Fact]
    public async Task A_cell_that_clears_its_output_brings_the_library_again()
    {
        await using var notebook = new TestNotebook();
        await notebook.RunAsync(Traffic);
        var (_, shown) = await notebook.RunAsync("display(Traffic(1, 2)); clear_output(); display(Traffic(2, 2));");
        Assert.Equal(1, Libraries(shown));
        Assert.Equal(2, shown.Displays.Count);
    }

    [Fact]
    public void A_chart_of_ones_own_and_a_report_are_shown_too()
    {
        var chart = Plotly.NET.CSharp.Chart.Point<int, int, string>([1, 2], [3, 4]);
        var bundle = Values.Format(chart);
        Assert.True(bundle.Data.ContainsKey("application/vnd.plotly.v1+json"));
        Assert.Contains("LearnFigures", bundle.TextOf("text/html"), StringComparison.Ordinal);
        Assert.Contains("<iframe", Values.Format(new Report("A \"report\"").Prose("x")).TextOf("text/html"), StringComparison.Ordinal);
    }

    private static int Libraries(Shown shown) => shown.Displays.Count(display => display.Content.TextOf("text/html")?.Contains("window.LearnFigures = { show }", StringComparison.Ordinal) == true);
}

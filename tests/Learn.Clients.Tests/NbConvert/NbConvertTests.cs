using Learn.Clients.Tests.Browser;
using Learn.Clients.Tests.Jupyter;
using Learn.Tests.Figures.Browser;
using Microsoft.Playwright;

namespace Learn.Clients.Tests.NbConvert;

/// <summary><c>jupyter nbconvert --execute</c>, as a course is built and checked.</summary>
public sealed class NbConvertTests(JupyterHome home, BrowserFixture browser)
{
    [Fact]
    public async Task A_notebook_is_run_and_keeps_what_its_cells_show()
    {
        var notebook = home.CopyOf("tour.ipynb", "convert.ipynb");
        await home.RunAsync("jupyter-nbconvert", "--to", "notebook", "--execute", "--output", "converted.ipynb", notebook);
        var converted = new ExecutedNotebook(home.At("work/converted.ipynb"));
        Assert.Equal([1, 2, 3, 4, 5, 6], ((string[])["sum", "html", "shop", "service", "traffic", "words"]).Select(converted.Number));
        Assert.Equal(["stream", "execute_result"], converted.Outputs("sum").Select(output => output.GetProperty("output_type").GetString()));
        Assert.Equal("counted\n\n42", converted.Shown("sum"));
        Assert.Equal("<b id='shown'>shown</b>", converted.Shown("html", "text/html"));
        Assert.Contains("service/shop created", converted.Shown("shop"), StringComparison.Ordinal);
        Assert.Contains("ClusterIP", converted.Shown("service"), StringComparison.Ordinal);
        Assert.Matches(@"shop-\w+-\w+ .*%", converted.Shown("traffic"));
        Assert.Contains("\"type\"", converted.Shown("traffic", "application/vnd.plotly.v1+json"), StringComparison.Ordinal);
        Assert.Contains("The *end* of the tour.", converted.Shown("words", "text/markdown"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_HTML_page_shows_the_chart_without_a_network()
    {
        var notebook = home.CopyOf("tour.ipynb", "page.ipynb");
        await home.RunAsync("jupyter-nbconvert", "--to", "html", "--execute", "--output", "page.html", notebook);
        var html = await File.ReadAllTextAsync(home.At("work/page.html"), TestContext.Current.CancellationToken);
        await using var page = await browser.OpenAsync(html, ColorScheme.Light);
        var chart = page.Page.Locator(".learn-chart.drawn > .plot[data-drawn]");
        await chart.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        Assert.Equal(1, await chart.CountAsync());
        await page.Page.GetByText("shop").First.WaitForAsync();
        DrawnChart.Check(await Pictures.LookAsync(chart, "nbconvert-chart"));
        await page.Page.Locator("#shown").WaitForAsync();
    }

    [Fact]
    public async Task An_error_ends_the_run_and_is_told()
    {
        var notebook = home.CopyOf("error.ipynb", "failing.ipynb");
        await using var convert = home.Start("jupyter-nbconvert", "--to", "notebook", "--execute", "--output", "failed.ipynb", notebook);
        Assert.NotEqual(0, await convert.EndAsync());
        Assert.Contains("the shop is closed", convert.Said, StringComparison.Ordinal);
        Assert.Contains("cell 1", convert.Said, StringComparison.Ordinal);
        Assert.False(File.Exists(home.At("work/failed.ipynb")));
    }
}

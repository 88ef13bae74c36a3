using Microsoft.Playwright;

namespace Learn.Tests.Figures.Browser;

/// <summary>Figures as a notebook's outputs, in pages like those that front ends and nbconvert make. The network is off.</summary>
public sealed class NotebookPageTests(BrowserFixture browser)
{
    private static readonly string[] Charts3 =
    [
        NotebookFigure.ToHtml(Charts.Distribution(Samples.Fitting)),
        NotebookFigure.ToHtml(Charts.Distribution(Samples.Misfitting)),
        NotebookFigure.ToHtml(Charts.Distribution(Samples.Hostile)),
    ];

    [Fact]
    public async Task Three_charts_share_one_library()
    {
        await using var open = await browser.OpenAsync(Page("", [NotebookFigure.Library, .. Charts3]), ColorScheme.Light);
        await open.DrawnAsync("light", figures: 3);

        Assert.Equal(3, await open.Page.Locator(".learn-chart.drawn .main-svg .barlayer").CountAsync());
        Assert.Equal(3 + 4 + 2, await open.Page.Locator(".barlayer .point path").CountAsync());
        Assert.Equal(0, await open.Page.Locator(".still img:visible").CountAsync());
        Assert.Empty(open.Complaints);
        Assert.All(open.Requests, url => Assert.Matches("^(file|data|blob):", url));
        Assert.Equal("undefined", await open.Page.EvaluateAsync<string>("typeof window.Plotly"));
        var (colours, painted, _) = await open.LookAsync("notebook-light");
        Assert.InRange(colours, 20, 100_000);
        Assert.InRange(painted, 0.05, 0.6);
    }

    [Fact]
    public async Task The_library_may_come_last_and_twice()
    {
        await using var open = await browser.OpenAsync(Page("", [.. Charts3, NotebookFigure.Library, NotebookFigure.Library]), ColorScheme.Light);
        await open.DrawnAsync("light", figures: 3);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Without_the_library_there_is_the_still_picture()
    {
        await using var open = await browser.OpenAsync(Page("", Charts3), ColorScheme.Light);
        await Assertions.Expect(open.Page.Locator(".still img:visible")).ToHaveCountAsync(3);

        Assert.True(await open.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.still img')].every(i => i.complete && i.naturalWidth > 300)"));
        Assert.Equal(0, await open.Page.Locator(".main-svg").CountAsync());
        Assert.Empty(open.Complaints);
        await open.LookAsync("notebook-still");
    }

    [Fact]
    public async Task Without_scripts_there_is_the_still_picture_too()
    {
        await using var open = await browser.OpenAsync(Page("", [NotebookFigure.Library, .. Charts3]), ColorScheme.Light, scripts: false);
        await Assertions.Expect(open.Page.Locator(".still img:visible")).ToHaveCountAsync(3);
    }

    [Theory]
    [InlineData("<script>document.body.className='vscode-dark';document.body.style.cssText='background:#1e1e1e;color:#ccc'</script>")]
    [InlineData("<script>document.body.dataset.jpThemeLight='false';document.body.style.cssText='background:#111;color:rgba(255,255,255,.87)'</script>")]
    public async Task A_dark_front_end_gets_dark_charts_whatever_the_system_prefers(string marks)
    {
        await using var open = await browser.OpenAsync(Page(marks, [NotebookFigure.Library, .. Charts3]), ColorScheme.Light);
        await open.DrawnAsync("dark", figures: 3);
        await open.LookAsync("notebook-dark");

        await open.Page.EvaluateAsync("document.body.style.cssText = 'background:white;color:black'");
        await open.DrawnAsync("light", figures: 3);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_page_with_a_module_loader_and_a_Plotly_of_its_own_keeps_both()
    {
        // As in the classic Notebook, whose require.js complains of modules without a name.
        const string Loader = "<script>window.Plotly='theirs';window.define=()=>{throw new Error('mismatched anonymous define')};window.define.amd={};</script>";
        await using var open = await browser.OpenAsync(Page(Loader, [NotebookFigure.Library, .. Charts3]), ColorScheme.Light);
        await open.DrawnAsync("light", figures: 3);
        Assert.Equal("theirs", await open.Page.EvaluateAsync<string>("window.Plotly"));
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task An_output_may_run_its_scripts_before_it_is_in_the_page()
    {
        await using var open = await browser.OpenAsync(Page("", NotebookFigure.Library), ColorScheme.Light);
        await open.Page.EvaluateAsync(
            """
            (html) => {
              const host = document.createElement("div");
              host.innerHTML = html;
              for (const script of host.querySelectorAll("script")) (0, eval)(script.textContent);
              setTimeout(() => document.body.append(host), 300);
            }
            """,
            Charts3[0]);
        await open.DrawnAsync("light");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public void A_chart_without_the_library_is_small()
    {
        Assert.All(Charts3, html => Assert.InRange(html.Length, 5_000, 50_000));
        Assert.InRange(NotebookFigure.Library.Length, 500_000, 1_700_000);
        Assert.DoesNotContain("</script><script>alert", Charts3[2], StringComparison.Ordinal);
    }

    private static string Page(string head, params string[] outputs) =>
        $"<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>{head}{string.Concat(outputs.Select(output => $"<div class=\"output\">{output}</div>"))}</body></html>";
}

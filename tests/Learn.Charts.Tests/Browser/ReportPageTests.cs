using Microsoft.Playwright;

namespace Learn.Tests.Figures.Browser;

public sealed class ReportPageTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, "light")]
    [InlineData(ColorScheme.Dark, "dark")]
    public async Task A_report_shows_all_its_parts(ColorScheme scheme, string theme)
    {
        await using var open = await browser.OpenAsync(ReportSample.Make().ToHtml(), scheme);
        await open.DrawnAsync(theme, figures: 2);

        Assert.Empty(open.Complaints);
        Assert.All(open.Requests, url => Assert.Matches("^(file|data|blob):", url));
        Assert.Equal(1, await open.Page.Locator("h1").CountAsync());
        Assert.Equal(3, await open.Page.Locator("ins.line.added").CountAsync());
        Assert.Equal(1, await open.Page.Locator("del.line.removed").CountAsync());
        Assert.Equal("\"+\"", await open.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('ins.line'), '::before').content"));
        Assert.Equal(1, await open.Page.Locator("#learn-plotly").CountAsync());

        var (colours, painted, brightness) = await open.LookAsync($"report-{theme}");
        Assert.InRange(colours, 50, 200_000);
        Assert.InRange(painted, 0.05, 0.8);
        Assert.Equal(scheme == ColorScheme.Light, brightness > 127);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task All_text_has_enough_contrast(ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(ReportSample.Make().ToHtml(), scheme);
        await open.DrawnAsync(scheme == ColorScheme.Light ? "light" : "dark", figures: 2);

        var contrasts = await open.Page.EvaluateAsync<Dictionary<string, double>>(
            """
            () => {
              const rgb = (c) => c.match(/[\d.]+/g).map(Number);
              const luminance = (c) => {
                const [r, g, b] = rgb(c).slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const background = (e) => {
                for (; e; e = e.parentElement) {
                  const c = getComputedStyle(e).backgroundColor;
                  if ((rgb(c)[3] ?? 1) > 0) return c;
                }
                return "rgb(255,255,255)";
              };
              const result = {};
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (!walker.currentNode.textContent.trim() || element.closest("script, noscript, style, .sr, .modebar")) continue;
                const style = getComputedStyle(element);
                const colour = element instanceof SVGElement ? style.fill : style.color;
                const [a, b] = [luminance(colour), luminance(background(element))].sort((x, y) => y - x);
                result[`${element.tagName}.${element.className?.baseVal ?? element.className} ${colour} on ${background(element)}`] = (a + 0.05) / (b + 0.05);
              }
              return result;
            }
            """);

        Assert.True(contrasts.Count > 10);
        Assert.All(contrasts, pair => Assert.True(pair.Value >= 5, $"{pair.Key}: {pair.Value:0.0} : 1"));
    }

    [Fact]
    public async Task A_narrow_screen_needs_no_sideways_scrolling()
    {
        await using var open = await browser.OpenAsync(ReportSample.Make().ToHtml(), ColorScheme.Light, width: 420);
        await open.DrawnAsync("light", figures: 2);

        Assert.Equal(420, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await open.LookAsync("report-narrow");
    }

    [Fact]
    public async Task The_policy_keeps_scripts_from_every_network()
    {
        await using var open = await browser.OpenAsync(Charts.Distribution(Samples.Fitting).ToHtml(), ColorScheme.Light);
        await open.DrawnAsync("light");

        var outcome = await open.Page.EvaluateAsync<string>("fetch('http://127.0.0.1:9/').then(() => 'fetched', e => 'refused')");

        Assert.Equal("refused", outcome);
        Assert.Contains(open.Complaints, c => c.Contains("Content Security Policy", StringComparison.Ordinal));
    }
}

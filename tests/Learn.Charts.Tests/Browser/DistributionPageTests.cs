using Microsoft.Playwright;

namespace Learn.Tests.Figures.Browser;

public sealed class DistributionPageTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, "light")]
    [InlineData(ColorScheme.Dark, "dark")]
    public async Task A_distribution_is_drawn_offline(ColorScheme scheme, string theme)
    {
        await using var open = await browser.OpenAsync(Charts.Distribution(Samples.Fitting).ToHtml(), scheme);
        await open.DrawnAsync(theme);

        // Three bars, three marks, three brackets; nothing but the page itself was asked for.
        Assert.Equal(3, await open.Page.Locator(".barlayer .point path").CountAsync());
        Assert.Equal(3, await open.Page.Locator(".scatterlayer .points path").CountAsync());
        Assert.Equal(3, await open.Page.Locator(".scatterlayer .errorbar").CountAsync());
        Assert.Empty(open.Complaints);
        Assert.All(open.Requests, url => Assert.Matches("^(file|data|blob):", url));

        var text = await open.Page.InnerTextAsync("figure.learn-figure");
        Assert.Contains("p = 0.81", text, StringComparison.Ordinal);
        Assert.Contains("Who answered http://my-service", text, StringComparison.Ordinal);
        Assert.Contains("34.7 %", text, StringComparison.Ordinal);
        Assert.Contains("81 of 100 runs", text, StringComparison.Ordinal);

        var (colours, painted, brightness) = await open.LookAsync($"distribution-{theme}");
        Assert.InRange(colours, 20, 100_000);
        Assert.InRange(painted, 0.05, 0.6);
        Assert.Equal(scheme == ColorScheme.Light, brightness > 127);
    }

    [Fact]
    public async Task The_length_of_a_bar_is_its_count()
    {
        await using var open = await browser.OpenAsync(Charts.Distribution(Samples.Misfitting).ToHtml(), ColorScheme.Light);
        await open.DrawnAsync("light");

        var widths = await open.Page.EvaluateAsync<double[]>(
            "[...document.querySelectorAll('.barlayer .point path:first-child')].map(p => p.getBBox().width)");

        // In the order of the rows: …-8kq5w 88, …-v7jtd 72, …-x2x9z 131, (failed) 9.
        double[] counts = [88, 72, 131, 9];
        Assert.Equal(4, widths.Length);
        Assert.All(widths.Zip(counts), pair => Assert.Equal(pair.Second / 131, pair.First / widths[2], 0.01));
    }

    [Fact]
    public async Task The_figure_follows_when_the_reader_changes_to_dark()
    {
        await using var open = await browser.OpenAsync(Charts.Distribution(Samples.Fitting).ToHtml(), ColorScheme.Light);
        await open.DrawnAsync("light");
        var light = await ColourAsync();

        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await open.DrawnAsync("dark");
        var dark = await ColourAsync();
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark, Media = Media.Print });
        await open.DrawnAsync("light");

        Assert.NotEqual(light, dark);
        Assert.Equal(light, await ColourAsync());
        Assert.Empty(open.Complaints);

        Task<string> ColourAsync() => open.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.gtitle')).fill");
    }

    [Fact]
    public async Task Bars_outside_their_range_are_hatched_and_carry_an_arrow()
    {
        await using var open = await browser.OpenAsync(Charts.Distribution(Samples.Misfitting).ToHtml(), ColorScheme.Dark);
        await open.DrawnAsync("dark");

        var hatched = await open.Page.EvaluateAsync<bool[]>(
            "[...document.querySelectorAll('.barlayer .point path:first-child')].map(p => getComputedStyle(p).fill.startsWith('url'))");
        var text = await open.Page.TextContentAsync(".infolayer");

        Assert.Equal([false, true, true, false], hatched);
        Assert.Contains("▲", text, StringComparison.Ordinal);
        Assert.Contains("▼", text, StringComparison.Ordinal);
        await open.LookAsync("distribution-misfit-dark");
    }

    [Fact]
    public async Task No_name_can_break_out_of_the_page()
    {
        await using var open = await browser.OpenAsync(Charts.Distribution(Samples.Hostile).ToHtml(), ColorScheme.Light);
        await open.DrawnAsync("light");

        Assert.Empty(open.Complaints);
        Assert.Equal(1, await open.Page.Locator("figure").CountAsync());
        Assert.Equal(0, await open.Page.Locator("[onmouseover]").CountAsync());
        Assert.Equal(2, await open.Page.Locator(".barlayer .point path").CountAsync());
        Assert.Contains("<b onmouseover=alert(1)>pod</b>", await open.Page.TextContentAsync(".yaxislayer-above"), StringComparison.Ordinal);
        await open.LookAsync("distribution-hostile");
    }

    [Fact]
    public async Task Nothing_and_very_much_can_be_drawn()
    {
        foreach (var (name, result, bars) in new[] { ("empty", Samples.Empty, 2), ("unexpected", Samples.Unexpected, 2), ("many", Samples.Many, 100) })
        {
            await using var open = await browser.OpenAsync(Charts.Distribution(result).ToHtml(), ColorScheme.Light);
            await open.DrawnAsync("light");

            Assert.Empty(open.Complaints);
            Assert.Equal(bars, await open.Page.Locator(".barlayer .point path").CountAsync());
            await open.LookAsync($"distribution-{name}");
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light, "light")]
    [InlineData(ColorScheme.Dark, "dark")]
    public async Task Without_scripts_there_is_a_still_picture(ColorScheme scheme, string theme)
    {
        await using var open = await browser.OpenAsync(Charts.Distribution(Samples.Misfitting).ToHtml(), scheme, scripts: false);

        Assert.Equal(4 + 1, await open.Page.Locator("noscript svg rect.observed").CountAsync());
        await open.Page.Locator("noscript svg").ScreenshotAsync(new LocatorScreenshotOptions
        {
            Path = Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults", "pictures")).FullName, $"still-{theme}.png"),
        });
    }
}

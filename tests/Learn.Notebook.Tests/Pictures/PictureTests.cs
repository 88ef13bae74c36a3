using Learn.Tests.Figures.Browser;
using Microsoft.Playwright;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>Every display looks as somebody has approved it, in light and in dark.</summary>
public sealed class PictureTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    public static TheoryData<string> Names => [.. DisplayCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_display_is_as_approved_in_light(string name) => CheckAsync(name, ColorScheme.Light);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_display_is_as_approved_in_dark(string name) => CheckAsync(name, ColorScheme.Dark);

    private Task CheckAsync(string name, ColorScheme scheme)
    {
        var bundle = ValueFormatter.FormatAny(DisplayCases.All[name]());
        var page = DisplayPage.Of(bundle, name.EndsWith(".image", StringComparison.Ordinal), scheme);
        return new ApprovedPicture(browser, name, scheme).CheckAsync(page);
    }
}

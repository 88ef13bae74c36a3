using Microsoft.Playwright;

namespace Learn.Tests.Figures.Browser;

/// <summary>One headless Chromium for all tests that share the fixture. It is the system's own; Playwright downloads none.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Find(),
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>Opens a page from a file, with the network off and everything noted that it complains of or asks for.</summary>
    internal async Task<OpenPage> OpenAsync(string html, ColorScheme scheme, bool scripts = true, int width = 1000)
    {
        var context = await NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            Offline = true,
            JavaScriptEnabled = scripts,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        });
        var page = await context.NewPageAsync();
        return await OpenPage.LoadAsync(context, page, html);
    }

    /// <summary>A window of its own, which the caller closes.</summary>
    internal Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) => browser!.NewContextAsync(options);

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("LEARN_CHROMIUM") is { Length: > 0 } given)
        {
            return given;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(n => folders.Select(f => Path.Combine(f, n))).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("No Chromium on the PATH. Install the package chromium, or name the program in LEARN_CHROMIUM.");
    }
}

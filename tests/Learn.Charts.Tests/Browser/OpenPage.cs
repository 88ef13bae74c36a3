using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Learn.Tests.Figures.Browser;

/// <summary>A page that a test looks at.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string file;

    private OpenPage(IBrowserContext context, IPage page, string file)
    {
        this.context = context;
        this.file = file;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public ConcurrentBag<string> Complaints { get; } = [];

    /// <summary>What the page asked for, itself included.</summary>
    public ConcurrentBag<string> Requests { get; } = [];

    public static async Task<OpenPage> LoadAsync(IBrowserContext context, IPage page, string html)
    {
        var file = Path.Combine(Path.GetTempPath(), $"learn-page-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html, TestContext.Current.CancellationToken);
        var open = new OpenPage(context, page, file);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return open;
    }

    /// <summary>Waits until every figure is drawn in a theme.</summary>
    public Task DrawnAsync(string theme, int figures = 1)
        => Page.Locator($".plot[data-drawn={theme}]").Nth(figures - 1).WaitForAsync();

    /// <summary>
    /// Takes a picture, leaves it with the test's results, and measures it: how many colours it has, and which share of it is not its most
    /// frequent colour.
    /// </summary>
    public async Task<(int Colours, double Painted, int Brightness)> LookAsync(string name)
    {
        var picture = await Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true });
        var folder = Path.Combine(AppContext.BaseDirectory, "TestResults", "pictures");
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), picture, TestContext.Current.CancellationToken);

        var blank = await context.NewPageAsync();
        var figures = await blank.EvaluateAsync<double[]>(
            """
            async (data) => {
              const image = new Image();
              image.src = "data:image/png;base64," + data;
              await image.decode();
              const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
              canvas.drawImage(image, 0, 0);
              const pixels = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer);
              const counts = new Map();
              for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
              const [most, times] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
              return [counts.size, 1 - times / pixels.length, most & 255];
            }
            """,
            Convert.ToBase64String(picture));
        await blank.CloseAsync();
        return ((int)figures[0], figures[1], (int)figures[2]);
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        File.Delete(file);
    }
}

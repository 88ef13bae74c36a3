using Microsoft.Playwright;

namespace Learn.Clients.Tests.Browser;

/// <summary>Pictures of what was seen, kept beside the test program in <c>TestResults/pictures</c>.</summary>
internal static class Pictures
{
    /// <summary>Takes and keeps one.</summary>
    /// <returns>Its file.</returns>
    public static async Task<string> KeepAsync(ILocator what, string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "TestResults", "pictures");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, name + ".png");
        await what.ScreenshotAsync(new LocatorScreenshotOptions { Path = file });
        return file;
    }

    /// <summary>Takes and keeps one, and measures it: how many colours it has, and which share of it is not its most frequent one.</summary>
    public static async Task<(int Colours, double Painted)> LookAsync(ILocator what, string name)
    {
        var picture = await File.ReadAllBytesAsync(await KeepAsync(what, name), TestContext.Current.CancellationToken);
        var blank = await what.Page.Context.NewPageAsync();
        var figures = await blank.EvaluateAsync<double[]>(
            """
            async (data) => {
              const image = new Image();
              image.src = "data:image/png;base64," + data;
              await image.decode();
              const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
              canvas.drawImage(image, 0, 0);
              const counts = new Map();
              for (const pixel of new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer)) {
                counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
              }
              return [counts.size, 1 - Math.max(...counts.values()) / (image.width * image.height)];
            }
            """,
            Convert.ToBase64String(picture));
        await blank.CloseAsync();
        return ((int)figures[0], figures[1]);
    }
}

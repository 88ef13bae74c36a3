using System.Runtime.CompilerServices;
using Learn.Tests.Figures.Browser;
using Microsoft.Playwright;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>
/// A picture of a display that somebody has looked at and kept in <c>Approved</c>. What comes out now is compared with it in the browser itself:
/// both are made smaller, so that smoothed edges and a font's details count for little, and few of the remaining points may differ.
/// </summary>
/// <param name="browser">Where it is drawn.</param>
/// <param name="name">Its name.</param>
/// <param name="scheme">Light or dark.</param>
internal sealed class ApprovedPicture(BrowserFixture browser, string name, ColorScheme scheme)
{
    /// <summary>The variable that, set to 1, makes what comes out now the approved pictures.</summary>
    public const string Approving = "APPROVE_PICTURES";

    private const int Width = 900;
    private const int Tallest = 1000;
    private const double LargestShare = 0.004;

    private string FileName => $"{name}.{scheme.ToString().ToLowerInvariant()}";

    private string Approved => Path.Combine(Path.GetDirectoryName(Here())!, "Approved", $"{FileName}.png");

    /// <summary>Draws a page and compares; fails with the file to look at.</summary>
    public async Task CheckAsync(string html)
    {
        await using var open = await browser.OpenAsync(html, scheme, width: Width);
        await DisplayPage.DrawnAsync(open.Page, html, scheme);
        Assert.Empty(open.Complaints);
        var height = await open.Page.EvaluateAsync<int>("Math.ceil(document.body.getBoundingClientRect().height)");
        var received = await open.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
            Clip = new Clip { X = 0, Y = 0, Width = Width, Height = Math.Min(height, Tallest) },
        });
        if (Environment.GetEnvironmentVariable(Approving) == "1")
        {
            await KeepAsync(Approved, received);
            return;
        }

        if (!File.Exists(Approved))
        {
            Assert.Fail($"Nobody has approved this picture yet. Look at {await ReceivedAsync(received)}, and if it is good, run the test with {Approving}=1.");
        }

        var approved = await File.ReadAllBytesAsync(Approved, TestContext.Current.CancellationToken);
        if (await DifferenceAsync(open.Page, approved, received) is { } said)
        {
            Assert.Fail($"{said} Look at {await ReceivedAsync(received)} beside {Approved}; if the new one is good, run the test with {Approving}=1.");
        }
    }

    private static async Task<string?> DifferenceAsync(IPage page, byte[] approved, byte[] received)
    {
        var measured = await page.EvaluateAsync<double[]>(
            """
            async ([first, second]) => {
              const load = async (data) => {
                const image = new Image();
                image.src = "data:image/png;base64," + data;
                await image.decode();
                return image;
              };
              const [a, b] = [await load(first), await load(second)];
              const shrunk = (image) => {
                const canvas = new OffscreenCanvas(Math.ceil(a.width / 4), Math.ceil(a.height / 4)).getContext("2d");
                canvas.imageSmoothingQuality = "high";
                canvas.drawImage(image, 0, 0, a.width / 4, image.height / 4);
                return canvas.getImageData(0, 0, canvas.canvas.width, canvas.canvas.height).data;
              };
              const [p, q] = [shrunk(a), shrunk(b)];
              let different = 0;
              for (let i = 0; i < p.length; i += 4) {
                if (Math.max(Math.abs(p[i] - q[i]), Math.abs(p[i + 1] - q[i + 1]), Math.abs(p[i + 2] - q[i + 2])) > 40) different++;
              }
              return [a.height, b.height, different / (p.length / 4)];
            }
            """,
            new[] { Convert.ToBase64String(approved), Convert.ToBase64String(received) });
        return Math.Abs(measured[0] - measured[1]) > 3 ? FormattableString.Invariant($"It is {measured[1]:0} pixels high, the approved one {measured[0]:0}.")
            : measured[2] > LargestShare ? FormattableString.Invariant($"{measured[2] * 100:0.##} % of it differ from the approved one; {LargestShare * 100:0.##} % may.")
            : null;
    }

    private async Task<string> ReceivedAsync(byte[] picture)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "TestResults", "pictures", $"{FileName}.received.png");
        await KeepAsync(file, picture);
        return file;
    }

    private static Task KeepAsync(string file, byte[] picture)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return File.WriteAllBytesAsync(file, picture, TestContext.Current.CancellationToken);
    }

    private static string Here([CallerFilePath] string here = "") => here;
}

using Microsoft.Playwright;

namespace Learn.Clients.Tests.Browser;

/// <summary>Pictures of what was seen, kept beside the test program in <c>TestResults/pictures</c>.</summary>
internal static class Pictures
{
    // What VS Code's dark theme does to the page around the outputs, which have their own colours for it.
    private const string DarkPage =
        "body,#site,#notebook,#notebook-container,div.cell,div.input_area,.CodeMirror,div.out_prompt_overlay{background:#1e1e1e!important;color:#d4d4d4!important;border-color:#3c3c3c!important}"
        + "#notebook-container{box-shadow:none!important}.prompt,.CodeMirror-line *,.output_text pre,.rendered_html,.text_cell_render *{color:#d4d4d4!important}.text_cell_render code{background:#2d2d2d!important}"
        + ".text_cell_render a{color:#4daafc!important}.learn-out,.learn-course{--vscode-editor-foreground:#d4d4d4}";

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

    /// <summary>Takes and keeps two of a notebook's page, from a code cell downwards: as it is, and in the colours of VS Code's dark theme. The documents show them.</summary>
    public static async Task KeepPageAsync(NotebookPage notebook, int cell, string name)
    {
        await notebook.Page.Mouse.MoveAsync(0, 0);
        await notebook.Page.Locator("div.code_cell").Nth(cell).EvaluateAsync("cell => cell.scrollIntoView({ block: 'start' })");
        var style = await notebook.Page.AddStyleTagAsync(new PageAddStyleTagOptions { Content = DarkPage });
        await InThemeAsync("dark");
        await style.EvaluateAsync("style => style.remove()");
        await InThemeAsync("light");
        await notebook.Page.EvaluateAsync("() => document.body.classList.remove('vscode-light')");

        // Charts are drawn anew when the page's theme changes.
        async Task InThemeAsync(string theme)
        {
            await notebook.Page.EvaluateAsync("theme => { document.body.classList.remove('vscode-light', 'vscode-dark'); document.body.classList.add('vscode-' + theme); }", theme);
            await notebook.WaitAsync($"[...document.querySelectorAll('.plot[data-drawn]')].every(plot => plot.dataset.drawn === '{theme}')");
            await KeepAsync(notebook.Page.Locator("#site"), $"{name}-{theme}");
        }
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

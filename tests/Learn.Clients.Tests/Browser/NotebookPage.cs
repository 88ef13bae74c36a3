using System.Collections.Concurrent;
using System.Globalization;
using Learn.Clients.Tests.Jupyter;
using Microsoft.Playwright;

namespace Learn.Clients.Tests.Browser;

/// <summary>A notebook that is open in Notebook 6, used with mouse and keyboard.</summary>
internal sealed class NotebookPage : IAsyncDisposable
{
    // A kernel, a lab and a browser on two busy cores.
    private const float Limit = 60_000;

    private readonly IBrowserContext context;
    private readonly NotebookServer server;
    private readonly ConcurrentQueue<string> complaints = new();

    private NotebookPage(IBrowserContext context, NotebookServer server, IPage page)
    {
        (this.context, this.server, Page) = (context, server, page);
        context.SetDefaultTimeout(Limit);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) => complaints.Enqueue($"{message.Type}: {message.Text}");
    }

    public IPage Page { get; }

    /// <summary>The code cells' outputs, in the notebook's order.</summary>
    public ILocator Outputs => Page.Locator(".code_cell .output");

    public static async Task<NotebookPage> OpenAsync(IBrowserContext context, NotebookServer server, string notebook)
    {
        var page = new NotebookPage(context, server, await context.NewPageAsync());
        await page.Page.GotoAsync(server.AddressOf(notebook));
        await page.KernelIsReadyAsync();
        return page;
    }

    /// <summary>Waits for the circle at the top to be empty.</summary>
    public Task KernelIsReadyAsync() => WaitAsync(
        "window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()"
        + " && document.querySelector('#kernel_indicator_icon.kernel_idle_icon')");

    /// <summary>Runs all cells by the menu and waits until each has its number.</summary>
    public async Task RunAllAsync()
    {
        await Page.Locator("#celllink").ClickAsync();
        await Page.Locator("#run_all_cells > a").ClickAsync();
        await WaitAsync("Jupyter.notebook.get_cells().filter(c => c.cell_type === 'code' && c.get_text()).every(c => Number.isInteger(c.input_prompt_number))");
        await KernelIsReadyAsync();
    }

    /// <summary>Makes a new cell at the end, with the cursor in it.</summary>
    /// <returns>Its number among the code cells, counted from 0.</returns>
    public async Task<int> AddCellAsync()
    {
        await Page.Locator("div.cell").Last.Locator("div.prompt").First.ClickAsync();
        await Page.Keyboard.PressAsync("b");
        await Page.Keyboard.PressAsync("Enter");
        await WaitAsync("Jupyter.notebook.get_selected_index() === Jupyter.notebook.ncells() - 1 && Jupyter.notebook.get_selected_cell().code_mirror.hasFocus()");
        return await Page.Locator("div.code_cell").CountAsync() - 1;
    }

    /// <summary>Types into the cell that has the cursor and runs it.</summary>
    public async Task TypeAndRunAsync(string code)
    {
        await Page.Keyboard.InsertTextAsync(code);
        await Page.Keyboard.PressAsync("Control+Enter");
    }

    /// <summary>Runs the cell that has the cursor.</summary>
    public Task RunSelectedAsync() => Page.Keyboard.PressAsync("Control+Enter");

    /// <summary>The number of the first code cell whose text begins so.</summary>
    public async Task<int> CellThatBeginsAsync(string text)
    {
        var cell = await Page.EvaluateAsync<int>("text => Jupyter.notebook.get_cells().filter(c => c.cell_type === 'code').findIndex(c => c.get_text().startsWith(text))", text);
        Assert.True(cell >= 0, $"no cell begins with {text}");
        return cell;
    }

    /// <summary>Types behind the first line of a code cell.</summary>
    public async Task AppendAsync(int cell, string text)
    {
        await Page.Locator("div.code_cell").Nth(cell).Locator(".CodeMirror-line").First.ClickAsync();
        await Page.Keyboard.PressAsync("Control+Home");
        await Page.Keyboard.PressAsync("End");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Types in the place of what stands in a code cell.</summary>
    public async Task ReplaceAsync(int cell, string text)
    {
        await Page.Locator("div.code_cell").Nth(cell).Locator(".CodeMirror-line").First.ClickAsync();
        await Page.Keyboard.PressAsync("Control+a");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Saves, and loads the page again.</summary>
    public async Task SaveAndReloadAsync()
    {
        await Page.EvaluateAsync("() => Jupyter.notebook.save_notebook()");
        await Page.ReloadAsync();
        await KernelIsReadyAsync();
    }

    /// <summary>What a code cell shows.</summary>
    public ILocator OutputOf(int cell) => Page.Locator("div.code_cell").Nth(cell).Locator(".output_wrapper");

    /// <summary>Waits for a text in the output of a code cell.</summary>
    public Task OutputShowsAsync(int cell, string text) =>
        Page.Locator("div.code_cell").Nth(cell).Locator(".output", new LocatorLocatorOptions { HasTextString = text }).First.WaitForAsync();

    public Task InterruptAsync() => Page.Locator("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']").ClickAsync();

    /// <summary>Restarts the kernel by the button, and confirms.</summary>
    public async Task RestartAsync()
    {
        await Page.Locator("button[data-jupyter-action='jupyter-notebook:confirm-restart-kernel']").ClickAsync();
        await Page.EvaluateAsync("() => { window.restarted = false; Jupyter.notebook.events.one('kernel_ready.Kernel', () => { window.restarted = true; }); }");
        await Page.Locator(".modal-dialog button.btn-danger").ClickAsync();
        await WaitAsync("window.restarted");
        await KernelIsReadyAsync();
    }

    /// <summary>Waits until an expression in the page is true.</summary>
    public async Task WaitAsync(string condition)
    {
        try
        {
            await Page.WaitForFunctionAsync($"() => !!({condition})", null, new PageWaitForFunctionOptions { Timeout = Limit });
        }
        catch (TimeoutException)
        {
            var picture = await Pictures.KeepAsync(Page.Locator("body"), string.Create(CultureInfo.InvariantCulture, $"failed-{DateTime.UtcNow:HHmmss}"));
            Assert.Fail($"not so after {Limit / 1000} s: {condition}\nPicture: {picture}\nThe page:\n{string.Join('\n', complaints)}\nThe server:\n{server.Log}");
        }
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}

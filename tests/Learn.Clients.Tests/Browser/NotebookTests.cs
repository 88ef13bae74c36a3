using Learn.Clients.Tests.Jupyter;
using Learn.Tests.Figures.Browser;
using Microsoft.Playwright;

namespace Learn.Clients.Tests.Browser;

/// <summary>Notebook 6 in a browser, as a learner uses it.</summary>
public sealed class NotebookTests(JupyterHome home, BrowserFixture browser)
{
    [Fact]
    public async Task A_learner_runs_a_notebook_types_and_completes_interrupts_and_restarts()
    {
        home.CopyOf("tour.ipynb", "browser.ipynb");
        await using var server = await NotebookServer.StartAsync(home);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1200, Height = 900 } });
        await using var notebook = await NotebookPage.OpenAsync(context, server, "browser.ipynb");

        await notebook.RunAllAsync();
        await notebook.OutputShowsAsync(0, "counted");
        await notebook.OutputShowsAsync(0, "42");
        await notebook.Page.Locator(".output #shown").WaitForAsync();
        await notebook.OutputShowsAsync(3, "ClusterIP");
        await notebook.OutputShowsAsync(5, "The end of the tour.");
        var chart = notebook.Page.Locator(".learn-chart.drawn > .plot[data-drawn]");
        await chart.WaitForAsync();
        DrawnChart.Check(await Pictures.LookAsync(chart, "notebook-chart"));
        await Pictures.KeepAsync(notebook.Page.Locator("#notebook-container"), "notebook");

        var cell = await notebook.AddCellAsync();
        await notebook.Page.Keyboard.TypeAsync("answer.ToStr");
        await notebook.Page.Keyboard.PressAsync("Tab");
        await notebook.WaitAsync("Jupyter.notebook.get_selected_cell().get_text() === 'answer.ToString' || document.querySelector('.completions')");
        await notebook.Page.Keyboard.PressAsync("Control+a");
        await notebook.Page.Keyboard.TypeAsync("Console.Wri");
        await notebook.Page.Keyboard.PressAsync("Tab");
        var completions = notebook.Page.Locator("#complete option");
        await completions.First.WaitForAsync();
        var names = (await completions.AllInnerTextsAsync()).ToList();
        Assert.Contains("WriteLine", names);
        await Pictures.KeepAsync(notebook.Page.Locator("body"), "notebook-completion");
        for (var above = names.IndexOf("WriteLine"); above > 0; above--)
        {
            await notebook.Page.Keyboard.PressAsync("ArrowDown");
        }

        await notebook.Page.Keyboard.PressAsync("Enter");
        await notebook.WaitAsync("Jupyter.notebook.get_selected_cell().get_text() === 'Console.WriteLine'");
        await notebook.TypeAndRunAsync("($\"<{answer + 1}>\");");
        await notebook.OutputShowsAsync(cell, "<43>");

        var busy = await notebook.AddCellAsync();
        await notebook.TypeAndRunAsync("Console.WriteLine(\"begun\"); while (true);");
        await notebook.OutputShowsAsync(busy, "begun");
        await notebook.InterruptAsync();
        await notebook.OutputShowsAsync(busy, "was interrupted");
        await notebook.KernelIsReadyAsync();
        var after = await notebook.AddCellAsync();
        await notebook.TypeAndRunAsync("answer + 2");
        await notebook.OutputShowsAsync(after, "44");

        await notebook.RestartAsync();
        var forgotten = await notebook.AddCellAsync();
        await notebook.TypeAndRunAsync("answer + 3");
        await notebook.OutputShowsAsync(forgotten, "CS0103");
        await notebook.Page.EvaluateAsync("() => { const n = Jupyter.notebook; while (n.ncells() > 7) n.delete_cell(n.ncells() - 1); n.clear_all_output(); }");
        await notebook.RunAllAsync();
        await notebook.OutputShowsAsync(0, "42");
        await chart.WaitForAsync();
        DrawnChart.Check(await Pictures.LookAsync(chart, "notebook-chart-again"));
    }
}

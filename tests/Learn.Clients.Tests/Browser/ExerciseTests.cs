using System.Text.RegularExpressions;
using Learn.Clients.Tests.Jupyter;
using Learn.Course;
using Learn.Tests.Figures.Browser;
using Microsoft.Playwright;

namespace Learn.Clients.Tests.Browser;

/// <summary>Exercises in a browser, in a notebook of the learner's own: begin, fail, be told why, mend it, pass.</summary>
public sealed class ExerciseTests(JupyterHome home, BrowserFixture browser)
{
    [Fact]
    public async Task A_learner_writes_the_first_Service()
    {
        await using var server = await NotebookServer.StartAsync(home);
        await using var notebook = await OpenAsync(server, "first.ipynb");
        var drawn = await BeginAsync(notebook, "01");
        var failed = await CheckAsync(notebook, "01", "✗ does not hold");
        await notebook.OutputShowsAsync(failed, drawn.Values["app"]);

        await RunAsync(notebook, $"#!yaml\n{await SolutionAsync(drawn, "service.yaml")}", "created");
        await RunAsync(notebook, "#!answer 01 container-port a", "Your answer is noted");
        var wrong = await CheckAsync(notebook, "01", "✗ does not hold");
        await notebook.OutputShowsAsync(wrong, "Nothing in a cluster closes the ports of a Pod");
        await RunAsync(notebook, "#!answer 01\ncontainer-port: c", "Your answer is noted");
        await PassAsync(notebook, "01");
    }

    [Fact]
    public async Task A_learner_finds_the_wrong_selector_with_the_help_of_hints()
    {
        await using var server = await NotebookServer.StartAsync(home);
        await using var notebook = await OpenAsync(server, "selector.ipynb");
        var drawn = await BeginAsync(notebook, "03");
        var failed = await CheckAsync(notebook, "03", "✗ does not hold");
        await notebook.OutputShowsAsync(failed, "refused");
        await notebook.OutputShowsAsync(failed, "Expected");
        await Pictures.KeepPageAsync(notebook, failed - 1, "exercise-03-page");
        await RunAsync(notebook, "#!hint 03", "Does the Service know any Pod at all?");
        await RunAsync(notebook, "#!hint 03", "refused");
        await RunAsync(notebook, "#!hint 03", "kubectl get pods --show-labels");
        await RunAsync(notebook, "#!solution 03", "Not yet");

        await RunAsync(notebook, $"#!yaml\n{await SolutionAsync(drawn, "service.yaml")}", "configured");
        await PassAsync(notebook, "03");

        // A restart takes the lab, and no progress.
        await notebook.RestartAsync();
        await RunAsync(notebook, "#!check 03", "Exercise 03 is not running in this notebook.");
        await notebook.SaveAndReloadAsync();
        await RunAsync(notebook, "#!progress", "✓ passed");
    }

    [Fact]
    public async Task A_learner_says_who_is_asking_before_the_requests_are_sent()
    {
        await using var server = await NotebookServer.StartAsync(home);
        await using var notebook = await OpenAsync(server, "asking.ipynb");
        var drawn = await BeginAsync(notebook, "12");
        await CheckAsync(notebook, "12", "… not answered");
        var client = "172.18.100.1";
        await RunAsync(notebook, $"#!answer 12\npod: {client}\ncluster: {client}\nlocal: {client}\nnode: {client}\nmark: a", "Your answers are noted");
        var failed = await CheckAsync(notebook, "12", "✗ does not hold");
        await notebook.OutputShowsAsync(failed, "✓ holds");

        var pod = await AddressAsync(notebook, "#!kubectl get pod tester -o jsonpath={.status.podIP}");
        var node = await AddressAsync(notebook, $"#!kubectl get node {drawn.Values["door"]} -o jsonpath={{.status.addresses[0].address}}");
        await RunAsync(notebook, $"#!answer 12\npod: {pod}\ncluster: {node}\nlocal: {client}\nnode: {node}\nmark: b", "Your answers are noted");
        await PassAsync(notebook, "12");
        var guesses = home.Progress.Read().Exercises[drawn.Exercise.Id].Guesses;
        Assert.Equal([false, true, false, false], new[] { "cluster", "local", "node", "pod" }.Select(id => guesses[id].Right == true));
    }

    private static async Task<int> RunAsync(NotebookPage notebook, string code, string shows)
    {
        var cell = await notebook.AddCellAsync();
        await notebook.TypeAndRunAsync(code);
        await notebook.OutputShowsAsync(cell, shows);
        return cell;
    }

    private static async Task<int> CheckAsync(NotebookPage notebook, string number, string shows)
    {
        var cell = await RunAsync(notebook, $"#!check {number}", "How to go on");
        await notebook.OutputShowsAsync(cell, shows);
        await Pictures.KeepAsync(notebook.OutputOf(cell), $"exercise-{number}-failed");
        return cell;
    }

    private static async Task<string> AddressAsync(NotebookPage notebook, string code)
    {
        var cell = await RunAsync(notebook, code, ".");
        return Regex.Match(await notebook.OutputOf(cell).InnerTextAsync(), @"\d+(\.\d+){3}").Value;
    }

    private static async Task<string> SolutionAsync(DrawnExercise drawn, string file) =>
        drawn.Render(await File.ReadAllTextAsync(Path.Combine(drawn.Exercise.Folder, "solution", file), TestContext.Current.CancellationToken));

    private async Task<NotebookPage> OpenAsync(NotebookServer server, string name)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1200, Height = 900 } });
        return await NotebookPage.OpenAsync(context, server, await CourseNotebooks.NewAsync(home, name));
    }

    private async Task<DrawnExercise> BeginAsync(NotebookPage notebook, string number)
    {
        var exercise = CourseNotebooks.Course.FindExercise(number);
        var cell = await RunAsync(notebook, $"#!exercise {number}", "How to go on");
        await notebook.OutputShowsAsync(cell, $"Exercise {number}: {exercise.Definition.Title}");
        await Pictures.KeepAsync(notebook.OutputOf(cell), $"exercise-{number}");
        return new ExerciseSession(exercise, home.Progress).Drawn();
    }

    private async Task PassAsync(NotebookPage notebook, string number)
    {
        var cell = await RunAsync(notebook, $"#!check {number}", "Why it is so");
        await notebook.OutputShowsAsync(cell, "everything holds.");
        await Pictures.KeepAsync(notebook.OutputOf(cell), $"exercise-{number}-passed");
        Assert.NotNull(home.Progress.Read().Exercises[CourseNotebooks.Course.FindExercise(number).Id].Passed);
    }
}

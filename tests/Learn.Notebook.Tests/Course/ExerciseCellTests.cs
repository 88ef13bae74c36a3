using System.Text.RegularExpressions;
using Learn.Course;
using Learn.Jupyter;
using Learn.Notebook.Tests.Languages;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Course;

/// <summary>An exercise in a notebook, with a real lab: as a learner goes through it, and what goes wrong on the way.</summary>
public sealed class ExerciseCellTests : IAsyncDisposable
{
    private readonly SampleCourse course = new();
    private readonly TestNotebook notebook;

    public ExerciseCellTests() => notebook = new TestNotebook(course.Options);

    [Fact]
    public async Task A_learner_begins_fails_gets_hints_mends_it_and_passes()
    {
        var (begun, shown) = await notebook.RunAsync("#!exercise 7 --as drawn");
        var card = TextOf(begun);
        Assert.Contains("The lab of exercise 07 is ready: node-1.", shown.Displays[0].Content.TextOf("text/plain"), StringComparison.Ordinal);
        Assert.Contains("Exercise 07: The Service that finds nobody\nRepair: find what is broken, and mend it. About 5 minutes. It belongs to lesson 02", card, StringComparison.Ordinal);
        var port = Regex.Match(card, @"listens on port (8\d{3})").Groups[1].Value;
        Assert.Equal(port, await notebook.TextAsync("drawn.Values[\"port\"]"));
        Assert.Contains("href=\"02-three-pods.ipynb\"", begun.Value!.TextOf("text/html"), StringComparison.Ordinal);

        var failed = await CheckAsync();
        Assert.Contains("✗ does not hold", failed, StringComparison.Ordinal);
        Assert.Contains("refused", failed, StringComparison.Ordinal);
        Assert.Contains("Try it: #!curl", failed, StringComparison.Ordinal);
        Assert.Contains("– not tried", failed, StringComparison.Ordinal);
        Assert.Contains("That was try 1.", failed, StringComparison.Ordinal);
        Assert.Contains("Whom does the Service look for?", await notebook.TextAsync("#!hint 07"), StringComparison.Ordinal);
        Assert.Contains("refused", await notebook.TextAsync("#!hint 07"), StringComparison.Ordinal);
        Assert.Contains("Compare: `#!kubectl get pods --show-labels`", await notebook.TextAsync("#!hint 07"), StringComparison.Ordinal);
        Assert.Contains("Not yet", await notebook.TextAsync("#!solution 07"), StringComparison.Ordinal);

        await notebook.TextAsync("#!yaml\n" + SampleCourse.Mended.Replace("{{ port }}", port, StringComparison.Ordinal));
        Assert.Contains("… not answered", await CheckAsync(), StringComparison.Ordinal);
        Assert.Contains("target: 8081", await notebook.TextAsync("#!answer 07 target 8081"), StringComparison.Ordinal);
        Assert.Contains("Look at the manifest of the Pods.", await CheckAsync(), StringComparison.Ordinal);
        Assert.Contains("target: 8080", await notebook.TextAsync("#!answer 07\ntarget: 8080"), StringComparison.Ordinal);
        var passed = await CheckAsync();
        Assert.Contains("Passed with try 3: everything holds.", passed, StringComparison.Ordinal);
        Assert.Contains("The selector named a label that no Pod has.", passed, StringComparison.Ordinal);
        Assert.Contains("#!exercise 08", passed, StringComparison.Ordinal);
        Assert.Contains("Name the label that the Pods have.", await notebook.TextAsync("#!solution 07"), StringComparison.Ordinal);
        Assert.Contains("1 of 3 exercises passed, in 3 tries", await notebook.TextAsync("#!progress"), StringComparison.Ordinal);
        Assert.Equal("2", await notebook.TextAsync("lab.List<V1Pod>().Count(pod => pod.Name().StartsWith(\"web\"))"));
    }

    [Fact]
    public async Task Running_the_cell_again_leaves_the_lab_as_it_is_and_only_a_reset_begins_anew()
    {
        await notebook.TextAsync("#!exercise 07");
        var lab = notebook.Language.Session.LabIfStarted;
        await notebook.TextAsync("#!kubectl delete service web");
        Assert.Contains("It runs already, and its lab is as you left it.", await notebook.TextAsync("#!exercise lost-service"), StringComparison.Ordinal);
        Assert.Same(lab, notebook.Language.Session.LabIfStarted);

        var numbers = await notebook.TextAsync("#!reset 07");
        Assert.NotSame(lab, notebook.Language.Session.LabIfStarted);
        Assert.True(lab!.Ended.IsCancellationRequested);
        Assert.Equal("web", await notebook.TextAsync("lab.Get<V1Service>(\"web\").Name()"));
        Assert.NotEqual(numbers, await notebook.TextAsync("#!reset 07 --new"));
        Assert.Equal(1, course.Progress.Store.Read().Exercises["07-lost-service"].Drawing);
    }

    [Fact]
    public async Task A_cell_about_an_exercise_that_does_not_run_here_says_what_to_do_and_ends_no_lab()
    {
        Assert.Contains("Exercise 07 is not running in this notebook. Run  #!exercise 07  first: it builds the lab.", await notebook.ErrorAsync("#!check 07"), StringComparison.Ordinal);
        Assert.Null(notebook.Language.Session.LabIfStarted);
        await notebook.TextAsync("#!exercise 07");
        var lab = notebook.Language.Session.LabIfStarted;
        Assert.Contains("its lab is that of exercise 07. Run  #!exercise 09  to begin it in the place of that one.", await notebook.ErrorAsync("#!check 09"), StringComparison.Ordinal);
        Assert.Contains("its lab is that of exercise 07", await notebook.ErrorAsync("#!reset 09"), StringComparison.Ordinal);
        Assert.Same(lab, notebook.Language.Session.LabIfStarted);
        await notebook.TextAsync("#!yaml\napiVersion: learn/v1\nkind: Lab\nmetadata: {name: another}");
        Assert.Contains("not running in this notebook any more: its lab has ended or was replaced", await notebook.ErrorAsync("#!check 07"), StringComparison.Ordinal);
        Assert.Empty(course.Progress.Store.Read().Exercises["07-lost-service"].Tries);
    }

    [Fact]
    public async Task An_interrupt_ends_a_check_and_puts_back_what_it_changed()
    {
        await notebook.TextAsync("#!exercise 08");
        var lab = notebook.Language.Session.LabIfStarted!;
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var shown = new Shown();
        var checking = notebook.RunAsync("#!check 08", shown: shown, cancellation: interrupt.Token);
        await Eventually.HoldsAsync(() => lab.IsRunning("curl --disable"));
        Assert.Equal("3", Replicas(lab));
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checking);
        Assert.Equal("1", Replicas(lab));
        await lab.AssertNoProcessAsync("curl --disable");
        Assert.Contains("What it had changed is put back, and it does not count.", shown.Displays[^1].Content.TextOf("text/plain"), StringComparison.Ordinal);
        Assert.Empty(course.Progress.Store.Read().Exercises["08-long"].Tries);
    }

    [Fact]
    public async Task An_interrupt_while_a_check_changes_the_cluster_is_put_back_too()
    {
        await notebook.TextAsync("#!exercise 08");
        var lab = notebook.Language.Session.LabIfStarted!;
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var checking = notebook.RunAsync("#!check 08", cancellation: interrupt.Token);
        await Eventually.HoldsAsync(() => Replicas(lab) == "3");
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checking);
        Assert.Equal("1", Replicas(lab));
    }

    [Fact]
    public async Task An_interrupt_while_a_lab_is_built_leaves_the_one_before()
    {
        await notebook.TextAsync("#!exercise 07");
        var lab = notebook.Language.Session.LabIfStarted;
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var shown = new Shown();
        var building = notebook.RunAsync("#!exercise 08", shown: shown, cancellation: interrupt.Token);
        await Eventually.HoldsAsync(() => shown.Displays.Count > 0);
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);
        Assert.Equal("The lab of exercise 08 was not built. The lab before it goes on.", shown.Displays[0].Content.TextOf("text/plain"));
        Assert.Same(lab, notebook.Language.Session.LabIfStarted);
        Assert.Contains("✗ does not hold", await CheckAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guess_is_committed_before_its_experiment_and_scored_after_it()
    {
        Assert.Contains("#!answer 09 ends OUTCOME", await notebook.TextAsync("#!exercise 09"), StringComparison.Ordinal);
        var lacking = await CheckAsync("09");
        Assert.Contains("… not answered", lacking, StringComparison.Ordinal);
        Assert.Contains("That does not count as a try.", lacking, StringComparison.Ordinal);
        Assert.Contains("timeout, your guess", await notebook.TextAsync("#!answer 09 ends timeout"), StringComparison.Ordinal);
        Assert.Contains("✗ does not hold", await CheckAsync("09"), StringComparison.Ordinal);
        await notebook.TextAsync("#!answer 09 ends refused");
        Assert.Contains("Passed with try 2", await CheckAsync("09"), StringComparison.Ordinal);
        Assert.False(course.Progress.Store.Read().Exercises["09-guess"].Guesses["ends"].Right);
    }

    [Fact]
    public async Task A_mistake_in_a_line_is_told_with_what_would_be_right()
    {
        Assert.Contains("There is no exercise \"77\"", await notebook.ErrorAsync("#!exercise 77"), StringComparison.Ordinal);
        Assert.Contains("A number is needed", await notebook.ErrorAsync("#!check"), StringComparison.Ordinal);
        Assert.Contains("\"soon\" is not understood here.\nUsage: #!hint EXERCISE", await notebook.ErrorAsync("#!hint 07 soon"), StringComparison.Ordinal);
        Assert.Contains("There is no option --now here", await notebook.ErrorAsync("#!reset 07 --now"), StringComparison.Ordinal);
        Assert.Contains("target", await notebook.ErrorAsync("#!answer 07 targets 1"), StringComparison.Ordinal);
        Assert.Contains("What is the answer to \"target\"?", await notebook.ErrorAsync("#!answer 07 target"), StringComparison.Ordinal);
        Assert.Contains("number", await notebook.ErrorAsync("#!answer 07 target many"), StringComparison.Ordinal);
        Assert.Contains("This cell, line 3: there is no question \"nobody\"", await notebook.ErrorAsync("#!answer 07\ntarget: 8080\nnobody: 1"), StringComparison.Ordinal);
        Assert.Empty(course.Progress.Store.Read().Exercises);
        Assert.Null(notebook.Language.Session.LabIfStarted);
    }

    public async ValueTask DisposeAsync()
    {
        await notebook.DisposeAsync();
        course.Dispose();
    }

    private static string TextOf(CellResult result)
    {
        Assert.True(result.Status == CellStatus.Ok, string.Join('\n', result.Error?.Traceback ?? []));
        return result.Value!.TextOf("text/plain")!;
    }

    private static string Replicas(Lab lab) => lab.Get<k8s.Models.V1Deployment>("web")!.Spec.Replicas!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> CheckAsync(string exercise = "07")
    {
        var (result, shown) = await notebook.RunAsync($"#!check {exercise} --as report");
        Assert.True(result.Status == CellStatus.Ok, string.Join('\n', result.Error?.Traceback ?? []));
        Assert.IsType<CheckReport>((await notebook.Language.Session.Values.FindAsync("report", TestContext.Current.CancellationToken))!);
        var list = Assert.Single(shown.Displays).Content;
        Assert.Contains(CheckList.MediaType, list.Data.Keys);
        return list.TextOf("text/plain")!;
    }
}

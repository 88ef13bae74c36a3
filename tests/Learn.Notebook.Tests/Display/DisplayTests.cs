using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Display;

/// <summary>display, handles, progress and input in cells.</summary>
public sealed class DisplayTests
{
    [Fact]
    public async Task Display_shows_and_its_handle_changes_what_is_shown()
    {
        await using var notebook = new TestNotebook();
        var shown = new Shown();
        await notebook.RunAsync("var handle = display(1);", shown: shown);
        Assert.Equal("1", Assert.Single(shown.Displays).Content.TextOf("text/plain"));
        await notebook.RunAsync("handle.Update(new[] { 5 });", shown: shown);
        Assert.Equal("#   Value\n0       5", Assert.Single(shown.Displays).Content.TextOf("text/plain"));
        Assert.NotNull(shown.Displays[0].DisplayId);
    }

    [Fact]
    public async Task Display_is_an_extension_too_and_null_is_a_word()
    {
        await using var notebook = new TestNotebook();
        var (_, shown) = await notebook.RunAsync("2.Display(); display(null); (null as string).Display();");
        Assert.Equal(["2", "null", "null"], shown.Displays.Select(display => display.Content.TextOf("text/plain")));
    }

    [Fact]
    public async Task A_mime_type_chooses_the_form()
    {
        await using var notebook = new TestNotebook();
        var (result, shown) = await notebook.RunAsync("""display(new { A = 1 }, "text/html"); "<b>raw</b>".DisplayAs("text/html"); display(HTML("<i>x</i>"));""");
        Assert.Equal(CellStatus.Ok, result.Status);
        Assert.Contains("<th>A</th>", shown.Displays[0].Content.TextOf("text/html"), StringComparison.Ordinal);
        Assert.Equal("<b>raw</b>", shown.Displays[1].Content.TextOf("text/html"));
        Assert.Equal("<i>x</i>", shown.Displays[2].Content.TextOf("text/html"));
        Assert.Contains("cannot be shown as", await notebook.ErrorAsync("""display(new { A = 1 }, "audio/ogg")"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_can_be_cleared()
    {
        await using var notebook = new TestNotebook();
        var (_, shown) = await notebook.RunAsync("display(1); clear_output(); display(2);");
        Assert.Equal("2", Assert.Single(shown.Displays).Content.TextOf("text/plain"));
    }

    [Fact]
    public async Task Input_asks_and_a_password_is_hidden()
    {
        await using var notebook = new TestNotebook();
        var shown = new Shown { Answer = (prompt, isPassword) => $"{prompt}{isPassword}" };
        var (result, _) = await notebook.RunAsync("""Input("name? ") + " " + PasswordInput("key? ")""", shown: shown);
        Assert.Equal("name? False key? True", result.Value?.TextOf("text/plain"));
    }

    [Fact]
    public async Task Progress_moves_in_place_and_ends_full()
    {
        await using var notebook = new TestNotebook();
        var (result, shown) = await notebook.RunAsync("""var sum = 0; foreach (var i in Progress(Enumerable.Range(1, 20_000), "Counting")) sum += i; sum""");
        Assert.Equal("200010000", result.Value?.TextOf("text/plain"));
        var bar = Assert.Single(shown.Displays).Content;
        Assert.Contains("Counting [##############################] 20,000 of 20,000", bar.TextOf("text/plain"), StringComparison.Ordinal);
        Assert.Contains("<progress max=\"1\" value=\"1\">", bar.TextOf("text/html"), StringComparison.Ordinal);
        Assert.InRange(shown.Updates, 1, 1_000);
    }

    [Fact]
    public async Task A_bar_moved_by_hand_says_what_is_done_and_that_it_ended_early()
    {
        await using var notebook = new TestNotebook();
        var (_, shown) = await notebook.RunAsync("""using (var bar = Progress("Pods", 4)) { bar.Report(1, "pod-1"); }""");
        Assert.Contains("1 of 4, pod-1, ended early", Assert.Single(shown.Displays).Content.TextOf("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_stops_a_loop_over_progress()
    {
        await using var notebook = new TestNotebook();
        using var interrupt = new CancellationTokenSource();
        var shown = new Shown();
        var running = notebook.RunAsync(
            """foreach (var i in Progress(Enumerable.Range(0, int.MaxValue), "Long")) { Console.Write("."); await Task.Delay(1); }""", shown: shown, cancellation: interrupt.Token);
        await WaitForAsync(() => shown.Stdout.Length > 3);
        await interrupt.CancelAsync();
        var (result, _) = await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(CellStatus.Error, result.Status);
        await WaitForAsync(() => shown.Displays[0].Content.TextOf("text/plain")!.Contains("interrupted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_result_that_never_ends_to_enumerate_can_be_interrupted()
    {
        await using var notebook = new TestNotebook();
        using var interrupt = new CancellationTokenSource();
        var shown = new Shown();
        var running = notebook.RunAsync(
            """IEnumerable<int> Silent() { Console.Write("begun"); while (true) { if (Environment.TickCount == -1) yield return 1; } } Silent()""", shown: shown, cancellation: interrupt.Token);
        await WaitForAsync(() => shown.Stdout.Contains("begun", StringComparison.Ordinal));
        await interrupt.CancelAsync();
        var (result, _) = await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(CellStatus.Error, result.Status);
        Assert.Equal("2", await notebook.TextAsync("1 + 1"));
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.InRange(tries, 0, 3_000);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}

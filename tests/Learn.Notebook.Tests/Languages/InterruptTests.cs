using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>An interrupt ends what a C# cell asked of the lab, though the cell gave no token.</summary>
[Collection(LabNotebook.Collection)]
public sealed class InterruptTests(LabNotebook fixture)
{
    private TestNotebook Notebook => fixture.Notebook;

    [Theory]
    [InlineData("await lab.CurlAsync(\"http://my-service\", 1_000_000)", "curl --disable")]
    [InlineData("lab.CurlAsync(\"http://my-service\", 1_000_000).Result", "curl --disable")]
    [InlineData("await foreach (var sample in lab.CurlStreamAsync(new CurlRequest { Url = \"http://my-service\", Count = 1_000_000 })) { }", "curl --disable")]
    [InlineData("var run = Task.Run(() => lab.CurlAsync(\"http://my-service\", 1_000_000)); await run", "curl --disable")]
    [InlineData("await lab.ExecAsync(\"client\", [\"sleep\", \"1002\"])", "sleep 1002")]
    public async Task A_call_without_a_token_ends_with_its_cell(string code, string process)
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = Notebook.RunAsync($"Console.WriteLine(\"begun\");\n{code}", cancellation: interrupt.Token);
        await Eventually.HoldsAsync(() => fixture.Lab.IsRunning(process));
        await interrupt.CancelAsync();
        var (result, _) = await running;
        Assert.Equal(CellStatus.Error, result.Status);
        Assert.Equal("Interrupted", result.Error!.Name);
        Assert.DoesNotContain("does not stop", result.Error.Message, StringComparison.Ordinal);
        await fixture.Lab.AssertNoProcessAsync(process);
        Assert.Equal("3", await Notebook.TextAsync("(await lab.CurlAsync(\"http://my-service\", 3)).Answered"));
    }

    [Fact]
    public async Task A_lab_that_a_cell_started_outlives_the_cell()
    {
        await using var notebook = new TestNotebook();
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var shown = new Shown();
        var running = notebook.RunAsync("Console.WriteLine(lab.Name);\nawait Task.Delay(-1);", shown: shown, cancellation: interrupt.Token);
        await Eventually.HoldsAsync(() => shown.Stdout.Length > 0);
        await interrupt.CancelAsync();
        await running;
        await notebook.TextAsync("#!yaml\n" + LabNotebook.Manifest);
        Assert.Equal("2", await notebook.TextAsync("(await lab.CurlAsync(\"http://my-service\", 2)).Answered"));
    }
}

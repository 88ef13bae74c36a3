using Learn.Jupyter;

namespace Learn.Notebook.Tests.Files;

/// <summary>What cells show is stored as a front end stores it.</summary>
public sealed class NotebookRunnerTests
{
    private readonly List<CellRun> reports = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Texts_of_a_stream_are_put_together_and_other_outputs_part_them()
    {
        var cell = await RunOneAsync(output =>
        {
            output.WriteStream("stdout", "one\ntw");
            output.WriteStream("stdout", "o\n");
            output.WriteStream("stderr", "bad");
            output.WriteStream("stdout", "three");
            output.Display(new DisplayData(MimeBundle.Text("shown").With("text/html", "<b>\nshown</b>")));
            output.WriteStream("stdout", "four");
        });
        Assert.Equal(
            """[{"name":"stdout","output_type":"stream","text":["one\n","two\n"]},{"name":"stderr","output_type":"stream","text":["bad"]},{"name":"stdout","output_type":"stream","text":["three"]},{"data":{"text/html":["\u003Cb\u003E\n","shown\u003C/b\u003E"],"text/plain":["shown"]},"metadata":{},"output_type":"display_data"},{"name":"stdout","output_type":"stream","text":["four"]}]""",
            cell.Outputs());
    }

    [Fact]
    public async Task Values_and_errors_end_a_cell()
    {
        var language = new ScriptedLanguage((request, _, _) => Task.FromResult(request.Code == "good"
            ? CellResult.Ok(MimeBundle.Text("1\n2").With("application/json", System.Text.Json.JsonElement.Parse("[1]")).With("image/svg+xml", "<svg>\n</svg>").WithBytes("image/png", [1, 2]))
            : CellResult.Failed("Bad", "no", ["a", "b"])));
        var notebook = Notebooks.OfCode("good", "bad");
        await RunAsync(notebook, language);
        Assert.Equal(
            """[{"data":{"application/json":[1],"image/png":"AQI=","image/svg\u002Bxml":["\u003Csvg\u003E\n","\u003C/svg\u003E"],"text/plain":["1\n","2"]},"metadata":{},"output_type":"execute_result","execution_count":1}]""",
            notebook.Cells[0].Outputs());
        Assert.Equal("""[{"ename":"Bad","evalue":"no","output_type":"error","traceback":["a","b"]}]""", notebook.Cells[1].Outputs());
    }

    [Fact]
    public async Task A_display_is_changed_wherever_it_was_shown()
    {
        var language = new ScriptedLanguage((request, output, _) =>
        {
            var data = new DisplayData(MimeBundle.Text(request.Code)) { DisplayId = "id" };
            if (request.Code == "3")
            {
                output.UpdateDisplay(data);
            }
            else
            {
                output.Display(data);
            }

            return Task.FromResult(CellResult.Done);
        });
        var notebook = Notebooks.OfCode("1", "2", "3");
        await RunAsync(notebook, language);
        Assert.Equal("""[{"data":{"text/plain":["3"]},"metadata":{},"output_type":"display_data"}]""", notebook.Cells[0].Outputs());
        Assert.Equal(notebook.Cells[0].Outputs(), notebook.Cells[1].Outputs());
        Assert.Empty(notebook.Cells[2].Outputs);
    }

    [Theory]
    [InlineData(false, false, "after")]
    [InlineData(true, false, "after")]
    [InlineData(true, true, "before")]
    public async Task Clearing_waits_for_the_next_output_if_it_is_told_to(bool waits, bool isLast, string expected)
    {
        var cell = await RunOneAsync(output =>
        {
            output.WriteStream("stdout", "before");
            output.ClearOutput(waits);
            if (!isLast)
            {
                output.WriteStream("stdout", "after");
            }
        });
        Assert.Equal($$"""[{"name":"stdout","output_type":"stream","text":["{{expected}}"]}]""", cell.Outputs());
    }

    [Fact]
    public async Task Cells_are_numbered_and_told_their_metadata_and_empty_ones_are_left_out()
    {
        var notebook = Notebooks.Of((null, "a"), (null, " \n"), ("tag", "b"));
        var language = new ScriptedLanguage((_, _, _) => Task.FromResult(CellResult.Done));
        await RunAsync(notebook, language);
        Assert.Equal([1, null, 2], notebook.Cells.Select(cell => cell.ExecutionCount));
        Assert.All(notebook.Cells, cell => Assert.Empty(cell.Outputs));
        Assert.Equal("""{"tags":["tag"]}""", language.Requests[1].Metadata.GetRawText());
        Assert.Equal([(1, false), (1, true), (2, false), (2, true)], reports.Select(report => (report.Number, report.Result is not null)));
        Assert.Contains("\"mimetype\": \"text/x-csharp\"", notebook.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false, 1)]
    [InlineData("raises-exception", false, 2)]
    [InlineData(null, true, 2)]
    public async Task A_failure_ends_the_run_unless_it_may_be(string? tag, bool allowsErrors, int expected)
    {
        var notebook = Notebooks.Of((tag, "bad"), (null, "good"));
        var language = new ScriptedLanguage((request, _, _) => Task.FromResult(request.Code == "bad" ? CellResult.Failed("Bad", "no", []) : CellResult.Done));
        var runs = await RunAsync(notebook, language, new NotebookRunOptions { AllowsErrors = allowsErrors });
        Assert.Equal(expected, runs.Count);
        Assert.Equal(tag is null, runs[0].HasFailed);
        Assert.Empty(notebook.Cells[1].Outputs);
    }

    [Fact]
    public async Task A_cell_that_takes_too_long_is_interrupted_and_has_failed()
    {
        var language = new ScriptedLanguage(async (_, output, cancellation) =>
        {
            output.WriteStream("stdout", "waiting");
            await Task.Delay(Timeout.Infinite, cancellation);
            return CellResult.Done;
        });
        var notebook = Notebooks.OfCode("slow", "next");
        var runs = await RunAsync(notebook, language, new NotebookRunOptions { CellTimeout = TimeSpan.FromMilliseconds(50) });
        Assert.True(Assert.Single(runs).HasFailed);
        Assert.Equal("cell 1 was interrupted: it ran for longer than 0.05 s.", runs[0].Result!.Error!.Message);
        Assert.Equal(["stream", "error"], notebook.Cells[0].Outputs.Select(output => (string?)output["output_type"]));
    }

    [Fact]
    public async Task A_cell_that_does_not_end_even_so_ends_the_run()
    {
        var never = new TaskCompletionSource<CellResult>();
        var language = new ScriptedLanguage((_, _, _) => never.Task);
        var options = new NotebookRunOptions { CellTimeout = TimeSpan.FromMilliseconds(20), InterruptedEndsWithin = TimeSpan.FromMilliseconds(20), AllowsErrors = true };
        var run = Assert.Single(await RunAsync(Notebooks.OfCode("slow", "next"), language, options));
        Assert.EndsWith("It does not end even so, and the run is given up.", run.Result!.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_the_run_at_once()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var language = new ScriptedLanguage(async (_, _, cancellation) =>
        {
            await end.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
            return CellResult.Done;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NotebookRunner.RunAsync(Notebooks.OfCode("a", "b"), language, new(), new Reports(reports), end.Token));
        Assert.Single(language.Requests);
    }

    [Fact]
    public async Task What_a_language_throws_is_the_failure_of_the_cell()
    {
        var notebook = Notebooks.OfCode("a");
        var run = Assert.Single(await RunAsync(notebook, new ScriptedLanguage((_, _, _) => throw new InvalidOperationException("oops"))));
        Assert.Equal(("InvalidOperationException", "oops"), (run.Result!.Error!.Name, run.Result.Error.Message));
    }

    private async Task<NotebookCell> RunOneAsync(Action<ICellOutput> write)
    {
        var notebook = Notebooks.OfCode("cell");
        await RunAsync(notebook, new ScriptedLanguage((_, output, _) =>
        {
            write(output);
            return Task.FromResult(CellResult.Done);
        }));
        return notebook.Cells[0];
    }

    private Task<IReadOnlyList<CellRun>> RunAsync(NotebookFile notebook, ScriptedLanguage language, NotebookRunOptions? options = null) =>
        NotebookRunner.RunAsync(notebook, language, options ?? new NotebookRunOptions(), new Reports(reports), Cancellation);

    private sealed class Reports(List<CellRun> reports) : IProgress<CellRun>
    {
        public void Report(CellRun value) => reports.Add(value);
    }
}

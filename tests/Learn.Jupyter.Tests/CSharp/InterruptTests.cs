using Learn.Jupyter.CSharp;

namespace Learn.Jupyter.Tests.CSharp;

public sealed class InterruptTests : IDisposable
{
    private readonly Session session = new();

    public void Dispose() => session.Dispose();

    [Theory]
    [InlineData("while (true);")]
    [InlineData("while (true) { }")]
    [InlineData("for (;;);")]
    [InlineData("do { } while (true);")]
    [InlineData("foreach (var each in Forever()) ; IEnumerable<int> Forever() { while (true) yield return 1; }")]
    [InlineData("again: goto again;")]
    [InlineData("{ var n = 0; again: n++; if (n >= 0 || n < 0) goto again; }")]
    [InlineData("switch (1) { case 1: goto case 2; case 2: goto case 1; }")]
    [InlineData("while (true) { try { while (true); } catch (InvalidOperationException) { } }")]
    [InlineData("void Spin() { while (true); } Spin();")]
    [InlineData("new Spinner().Spin(); class Spinner { public void Spin() { for (;;); } }")]
    [InlineData("Action spin = () => { while (true); }; spin();")]
    [InlineData("Action spin = delegate { while (true); }; spin();")]
    [InlineData("IEnumerable<long> All() { long n = 0; again: yield return n++; goto again; } All().Count(n => n < 0)")]
    [InlineData("Enumerable.Repeat(1, int.MaxValue).SelectMany(n => Enumerable.Repeat(1, int.MaxValue).Where(m => m > 2)).Count()")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await new TaskCompletionSource<int>().Task")]
    [InlineData("await Task.Run(async () => { while (true) await Task.Yield(); });")]
    [InlineData("while (true) await Task.Yield();")]
    [InlineData("async Task Wait() { await Task.Delay(-1); } await Wait();")]
    [InlineData("await Task.Delay(-1, Learn.Jupyter.CSharp.CellContext.Current.CancellationToken);")]
    [InlineData("Learn.Jupyter.CSharp.CellContext.Current.CancellationToken.WaitHandle.WaitOne(); while (true);")]
    public async Task A_cell_that_has_checks_stops(string code)
    {
        await session.ValueAsync("var x = 1;");
        var outcome = await session.InterruptAsync("Console.Write(\"ready\");" + code);

        Assert.True(outcome.Ending == CellEnding.Interrupted, outcome.Ending + string.Join('\n', outcome.Traceback));
        Assert.Equal("Interrupted", outcome.ErrorName);
        Assert.Equal(1, await session.ValueAsync("x"));
    }

    [Fact]
    public async Task A_stopped_cell_keeps_what_it_had_and_runs_its_finally_blocks()
    {
        var outcome = await session.InterruptAsync("var n = 5;\ntry { Console.Write(\"ready\"); await Task.Delay(-1); }\nfinally { n = 6; }");

        Assert.Equal(CellEnding.Interrupted, outcome.Ending);
        Assert.Contains("line 2", string.Join('\n', outcome.Traceback), StringComparison.Ordinal);
        Assert.Equal(6, await session.ValueAsync("n"));
    }

    [Theory]
    [InlineData("int Down(int n) => Down(n + 1) + 1; Down(0)")]
    [InlineData("Func<int, int> down = null; down = n => down(n + 1) + 1; down(0)")]
    [InlineData("class Loop { public int Self => Self + 1; }\nnew Loop().Self")]
    public async Task Endless_recursion_is_an_exception_and_no_crash(string code)
    {
        var outcome = await session.RunAsync(code);

        Assert.Equal("InsufficientExecutionStackException", outcome.ErrorName);
        Assert.True(outcome.Traceback.Count < 200);
        Assert.Equal(2, await session.ValueAsync("1 + 1"));
    }

    [Fact]
    public async Task A_cell_that_does_not_cooperate_is_given_up()
    {
        using var other = new Session(new CSharpEngineOptions { AbandonAfter = TimeSpan.FromMilliseconds(100) });
        await other.ValueAsync("var x = 1; var gate = new ManualResetEventSlim(); var done = new ManualResetEventSlim();");
        var outcome = await other.InterruptAsync("var y = 2; Console.Write(\"ready\"); gate.Wait(); Console.Write(\"unheard\"); done.Set();");

        Assert.Equal(CellEnding.Abandoned, outcome.Ending);
        Assert.Equal("CS0103", (await other.RunAsync("y")).ErrorName);
        Assert.Equal(3, await other.ValueAsync("var y = 3; gate.Set(); done.Wait(); x + y - 1"));
        Assert.Equal("ready", other.Output);
    }

    [Fact]
    public async Task A_cell_interrupted_before_it_starts_does_not_run()
    {
        using var interrupt = new CancellationTokenSource();
        await interrupt.CancelAsync();
        var outcome = await session.RunInterruptiblyAsync("Console.Write(\"ran\"); while (true);", interrupt.Token);

        Assert.Equal(CellEnding.Interrupted, outcome.Ending);
        Assert.Empty(session.Output);
    }

    [Fact]
    public async Task A_task_of_an_interrupted_cell_stops_and_that_of_another_goes_on()
    {
        await session.ValueAsync("var count = 0L; var stop = false; var other = Task.Run(() => { while (!Volatile.Read(ref stop)) Interlocked.Increment(ref count); });");
        await session.InterruptAsync("var own = Task.Run(() => { while (true); }); Console.Write(\"ready\"); await own;");

        Assert.Equal(true, await session.ValueAsync("var before = Interlocked.Read(ref count); while (Interlocked.Read(ref count) == before); !other.IsCompleted"));
        Assert.Equal(true, await session.ValueAsync("try { await own; } catch (OperationCanceledException) { }\nstop = true; await other; own.IsCanceled || own.IsFaulted"));
    }
}

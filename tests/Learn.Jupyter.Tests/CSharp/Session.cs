using System.Text;
using Learn.Jupyter.CSharp;

namespace Learn.Jupyter.Tests.CSharp;

/// <summary>An engine with what its cells wrote.</summary>
internal sealed class Session : ICellOutput, IDisposable
{
    private readonly StringBuilder _output = new();
    private int _count;

    public Session(CSharpEngineOptions? options = null)
    {
        ConsoleCapture.Install();
        Engine = new CSharpEngine(options);
    }

    public CSharpEngine Engine { get; }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public Task<CellOutcome> RunAsync(string code) => RunInterruptiblyAsync(code, TestContext.Current.CancellationToken);

    public Task<CellOutcome> RunInterruptiblyAsync(string code, CancellationToken cancellationToken) =>
        Engine.RunAsync(code, $"cell {++_count}", this, cancellationToken);

    /// <summary>The value of a cell that must go well.</summary>
    public async Task<object?> ValueAsync(string code)
    {
        var outcome = await RunAsync(code);
        Assert.True(outcome.Ending == CellEnding.Succeeded, string.Join('\n', outcome.Traceback));
        return outcome.Value;
    }

    /// <summary>Runs a cell that says "ready" and interrupts it then.</summary>
    public async Task<CellOutcome> InterruptAsync(string code)
    {
        using var interrupt = new CancellationTokenSource();
        var running = RunInterruptiblyAsync(code, interrupt.Token);
        await UntilAsync(() => Output.Contains("ready", StringComparison.Ordinal) || running.IsCompleted);
        await interrupt.CancelAsync();
        return await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for a condition, 15 s at most.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(15));
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    public void Dispose() => Engine.Dispose();

    public void WriteStream(string name, string text)
    {
        lock (_output)
        {
            _output.Append(name == "stderr" ? "!" : "").Append(text);
        }
    }

    public void Display(DisplayData data) => WriteStream("display", data.Content.TextOf("text/plain") ?? "");

    public void UpdateDisplay(DisplayData data) => Display(data);

    public void ClearOutput(bool wait) => WriteStream("clear", "");

    public Task<string> RequestInputAsync(string prompt, bool isPassword, CancellationToken cancellationToken = default) => Task.FromResult("typed");
}

using System.Diagnostics;

namespace Learn.Jupyter.CSharp;

/// <content>What is done before the first cell comes.</content>
public sealed partial class CSharpEngine
{
    // The runtime compiles a method with all its means once it was called some thirty times.
    private const int SettlingCells = 40;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);
    private static readonly string[] WarmUpCells = ["1 + 1", "foreach (var i in Enumerable.Range(0, 2)) { await Task.Yield(); }\nList<int> list = [1];\nlist.Count"];

    private volatile bool _isInUse;
    private int _asked;
    private long _lastEnd;

    /// <summary>Runs small cells of which nothing is kept, so that the first real cell meets a warm compiler. Gives way to a real one.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value of the last of them; null when a real cell came first. The task ends when the engine is warm.</returns>
    public Task<object?> WarmUpAsync(CancellationToken cancellationToken = default) => Task.Run(
        async () =>
        {
            // In the session's own compiler: what it finds out about the references is a good part of the work.
            object? value = null;
            _ = Task.Run(SubmissionCompiler.WarmUp, cancellationToken);
            foreach (var cell in WarmUpCells)
            {
                if (_isInUse)
                {
                    return null;
                }

                value = (await RunAsync(cell, new CellContext("warm-up", null, cancellationToken), isKept: false).ConfigureAwait(false)).Value;
            }

            return value;
        },
        cancellationToken);

    /// <summary>
    /// Goes on with small cells as long as nobody asks for anything, until the runtime has compiled the compiler with all its means: less than a second of one
    /// processor. The first cells of a learner take two thirds of the time then.
    /// </summary>
    internal async Task SettleInAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; number < SettlingCells; number++)
        {
            while (Volatile.Read(ref _asked) > 0 || Stopwatch.GetElapsedTime(Volatile.Read(ref _lastEnd)) < Quiet)
            {
                await Task.Delay(Quiet, cancellationToken).ConfigureAwait(false);
            }

            await RunAsync($"{number} + {number}", new CellContext("warm-up", null, cancellationToken), isKept: false).ConfigureAwait(false);
        }
    }

    private async Task<CellOutcome> AskedAsync(string code, CellContext context, bool isKept)
    {
        _isInUse = true;
        Interlocked.Increment(ref _asked);
        try
        {
            return await RunAsync(code, context, isKept).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _lastEnd, Stopwatch.GetTimestamp());
            Interlocked.Decrement(ref _asked);
        }
    }
}

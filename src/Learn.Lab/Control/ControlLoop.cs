namespace Learn;

/// <summary>
/// Brings the world in line with the cluster: after each change the controllers run one after another, again and again until
/// a round finds nothing to do. Who asks to wait is told when that point is reached, or what could not be done.
/// </summary>
internal sealed class ControlLoop : IAsyncDisposable
{
    // A controller that undoes another's work would go round for ever; no honest change needs this many rounds.
    private const int MostRounds = 50;

    private readonly IReadOnlyList<IController> controllers;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;
    private List<TaskCompletionSource<IReadOnlyList<Trouble>>> waiting = [];
    private Exception? broken;

    /// <summary>Starts the loop.</summary>
    public ControlLoop(IReadOnlyList<IController> controllers)
    {
        this.controllers = controllers;
        running = Task.Run(RunAsync);
    }

    /// <summary>Says that something changed.</summary>
    public void Wake() => wake.Release();

    /// <summary>
    /// Waits until everything that changed before this call has been put into effect, and returns what could not be.
    /// </summary>
    /// <exception cref="LabException">The world has ended.</exception>
    public async Task<IReadOnlyList<Trouble>> SettleAsync(CancellationToken cancellationToken)
    {
        var settled = new TaskCompletionSource<IReadOnlyList<Trouble>>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (broken is { } reason)
            {
                throw new LabException($"The lab is gone: {reason.Message}", reason);
            }

            waiting.Add(settled);
        }

        Wake();
        return await settled.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the loop after the round it is in.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        stopping.Dispose();
        wake.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await wake.WaitAsync(stopping.Token).ConfigureAwait(false);
                await SettleOnceAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Break(new OperationCanceledException("it was closed."));
        }
        catch (Exception e)
        {
            // Whatever it was: nobody may wait for ever, and everybody hears the reason.
            Break(e);
        }
    }

    private async Task SettleOnceAsync()
    {
        List<TaskCompletionSource<IReadOnlyList<Trouble>>> served;
        lock (gate)
        {
            served = waiting;
            waiting = [];
        }

        try
        {
            var troubles = await RunRoundsAsync().ConfigureAwait(false);
            served.ForEach(waiter => waiter.TrySetResult(troubles));
        }
        catch
        {
            lock (gate)
            {
                waiting.AddRange(served);
            }

            throw;
        }
    }

    private async Task<IReadOnlyList<Trouble>> RunRoundsAsync()
    {
        var troubles = new List<Trouble>();
        for (int round = 0; round < MostRounds; round++)
        {
            bool worked = false;
            foreach (var controller in controllers)
            {
                worked |= await controller.ReconcileAsync(troubles, stopping.Token).ConfigureAwait(false);
            }

            if (!worked)
            {
                return [.. troubles.Distinct()];
            }
        }

        throw new InvalidOperationException($"The controllers did not come to rest within {MostRounds} rounds.");
    }

    private void Break(Exception reason)
    {
        List<TaskCompletionSource<IReadOnlyList<Trouble>>> abandoned;
        lock (gate)
        {
            broken = reason;
            abandoned = waiting;
            waiting = [];
        }

        abandoned.ForEach(waiter => waiter.TrySetException(new LabException($"The lab is gone: {reason.Message}", reason)));
    }
}

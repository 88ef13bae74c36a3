namespace Learn;

/// <summary>Runs one probe when it is due: a timer, and no thread while nothing happens.</summary>
internal sealed class ProbeTimer : IDisposable
{
    private readonly ProbeState probe;
    private readonly Lock guard;
    private readonly TimeProvider time;
    private readonly Func<ProbeKind, CancellationToken, Task> run;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private CancellationTokenSource current = new();
    private bool isRunning;

    /// <summary>Makes a timer that is not set.</summary>
    /// <param name="probe">The probe; its <see cref="ProbeState.Due"/> counts.</param>
    /// <param name="guard">Guards the probe's state.</param>
    /// <param name="time">The clock.</param>
    /// <param name="run">Runs the probe and takes in its answer. Must not throw.</param>
    public ProbeTimer(ProbeState probe, Lock guard, TimeProvider time, Func<ProbeKind, CancellationToken, Task> run)
    {
        this.probe = probe;
        this.guard = guard;
        this.time = time;
        this.run = run;
        timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Follows a change of when the probe is due; to be called by whoever guards its state. While it runs that waits until it has ended.</summary>
    public void Update()
    {
        lock (gate)
        {
            if (isRunning)
            {
                return;
            }

            var delay = probe.Due is { } due ? due - time.GetUtcNow() : Timeout.InfiniteTimeSpan;
            timer.Change(probe.Due is not null && delay < TimeSpan.Zero ? TimeSpan.Zero : delay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Gives up a probe that runs: its answer does not count any more.</summary>
    public void Abandon()
    {
        CancellationTokenSource abandoned;
        lock (gate)
        {
            abandoned = current;
            current = new CancellationTokenSource();
            isRunning = false;
        }

        abandoned.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        Abandon();
    }

    private void Fire()
    {
        CancellationTokenSource mine;
        lock (gate)
        {
            if (isRunning)
            {
                return;
            }

            isRunning = true;
            mine = current;
        }

        _ = RunAsync(mine);
    }

    private async Task RunAsync(CancellationTokenSource mine)
    {
        await run(probe.Kind, mine.Token);
        lock (gate)
        {
            if (current != mine)
            {
                return;
            }

            isRunning = false;
        }

        lock (guard)
        {
            Update();
        }
    }
}

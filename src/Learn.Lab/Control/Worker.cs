using Learn.Sandbox;

namespace Learn;

/// <summary>
/// Keeps one part of the world in line with the cluster: woken by a change, it compares what is with what should be and closes the gap.
/// Its runs never overlap; a change during a run leads to another run. While it has work it counts for <see cref="Quiescence"/>.
/// </summary>
internal abstract class Worker : IAsyncDisposable
{
    private readonly Quiescence quiescence;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim signal = new(0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly ITimer alarm;
    private IDisposable? token;
    private bool isWoken;
    private bool isPaused;
    private Task? running;

    /// <summary>Makes a worker that sleeps until it is started and woken.</summary>
    /// <param name="quiescence">Is told while there is work.</param>
    /// <param name="name">What a learner is told who waits for it: <c>kube-proxy on node-1</c>.</param>
    /// <param name="time">The clock of <see cref="WakeAt"/>.</param>
    protected Worker(Quiescence quiescence, string name, TimeProvider time)
    {
        this.quiescence = quiescence;
        this.time = time;
        Name = name;
        alarm = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Who it is, for messages.</summary>
    public string Name { get; }

    /// <summary>What could not be put into effect in the last run.</summary>
    public IReadOnlyList<Trouble> Troubles { get; private set; } = [];

    /// <summary>What is under way in the lab.</summary>
    protected Quiescence Quiescence => quiescence;

    /// <summary>Whether it writes the rules, which some wait for alone.</summary>
    protected virtual bool IsAboutRules => false;

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>Cancelled when the worker is disposed.</summary>
    protected CancellationToken Stopping => stopping.Token;

    /// <summary>Lets it run, once at least.</summary>
    public void Start()
    {
        Wake();
        running ??= Task.Run(RunAsync);
    }

    /// <summary>Says that something changed.</summary>
    public void Wake()
    {
        lock (gate)
        {
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            bool isNews = !isWoken;
            isWoken = true;
            if (isPaused)
            {
                return;
            }

            token ??= quiescence.Hold(Name, IsAboutRules);
            if (!isNews)
            {
                return;
            }
        }

        signal.Release();
    }

    /// <summary>Lets it hear nothing: it finishes the run that it is in, and makes up for what it missed after <see cref="Resume"/>.</summary>
    public void Pause()
    {
        lock (gate)
        {
            isPaused = true;
        }
    }

    /// <summary>Ends <see cref="Pause"/>.</summary>
    public void Resume()
    {
        lock (gate)
        {
            isPaused = false;
            isWoken = false;
        }

        Wake();
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            stopping.Cancel();
        }

        await alarm.DisposeAsync().ConfigureAwait(false);
        if (running is not null)
        {
            await running.ConfigureAwait(false);
        }

        lock (gate)
        {
            token?.Dispose();
            token = null;
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Closes the gap between what is and what should be. What cannot be done for one object goes into <paramref name="troubles"/> and
    /// does not keep the others from being served. With nothing to do it does nothing.
    /// </summary>
    protected abstract Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken);

    /// <summary>Asks for a run at a time to come, in place of one asked for before; that nobody waits for it until then.</summary>
    protected void WakeAt(DateTimeOffset moment)
    {
        var delay = moment - time.GetUtcNow();
        // A timer takes no more than some 49 days.
        var limited = delay <= TimeSpan.Zero ? TimeSpan.Zero : delay > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : delay;
        try
        {
            alarm.Change(limited, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The lab is being closed.
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await signal.WaitAsync(stopping.Token).ConfigureAwait(false);
                if (TryBegin())
                {
                    await RunOnceAsync().ConfigureAwait(false);
                    End();
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It was disposed.
        }
        catch (Exception error)
        {
            // The world has ended, or there is a mistake in the lab itself: nobody may wait for ever, and everybody hears the reason.
            quiescence.Break(error);
        }
    }

    private async Task RunOnceAsync()
    {
        var troubles = new List<Trouble>();
        try
        {
            await ReconcileAsync(troubles, stopping.Token).ConfigureAwait(false);
        }
        catch (SandboxException error) when (error is not WorldEndedException)
        {
            // The kernel or a program refused something; the next change tries again.
            troubles.Add(new Trouble(Name, error.Message));
        }

        Troubles = [.. troubles.Distinct()];
    }

    private bool TryBegin()
    {
        lock (gate)
        {
            if (isPaused)
            {
                token?.Dispose();
                token = null;
                return false;
            }

            if (!isWoken)
            {
                return false;
            }

            isWoken = false;
            return true;
        }
    }

    private void End()
    {
        lock (gate)
        {
            if (!isWoken || isPaused)
            {
                token?.Dispose();
                token = null;
            }
        }
    }
}

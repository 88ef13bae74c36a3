using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>
/// Notices that somebody removed all chains: kube-proxy keeps an empty chain in three tables and looks for one of them each sync
/// period. If it is gone, it waits until the others are gone, too, so that it does not write rules into a flush that still goes on.
/// A pure state machine: do <see cref="Next"/> when <see cref="Due"/> has come, and report.
/// </summary>
public sealed class CanaryWatch
{
    /// <summary>How often the other tables are looked at while a flush goes on.</summary>
    public static readonly TimeSpan FlushPollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>How long kube-proxy waits at most for a flush to end.</summary>
    public static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private DateTimeOffset _patienceEnds;

    /// <summary>Makes a watch that wants to create its canaries at once.</summary>
    /// <param name="interval">How often to look: the sync period.</param>
    /// <param name="time">The clock.</param>
    public CanaryWatch(TimeSpan interval, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _interval = interval;
        _time = time;
        Due = time.GetUtcNow();
    }

    /// <summary>The tables with a canary, in the order in which they are made. The first one is looked at.</summary>
    public static ImmutableArray<string> Tables => ProxyChains.CanaryTables;

    /// <summary>What is to be done.</summary>
    public CanaryStep Next { get; private set; } = CanaryStep.Create;

    /// <summary>When it is to be done.</summary>
    public DateTimeOffset Due { get; private set; }

    /// <summary>Reports <see cref="CanaryStep.Create"/>.</summary>
    /// <param name="succeeded">True if the chain exists in all tables now.</param>
    public void Created(bool succeeded)
    {
        Expect(CanaryStep.Create);
        Go(succeeded ? CanaryStep.Look : CanaryStep.Create, _interval);
    }

    /// <summary>Reports <see cref="CanaryStep.Look"/>.</summary>
    /// <param name="exists">True if the canary of mangle is there.</param>
    public void Looked(bool exists)
    {
        Expect(CanaryStep.Look);
        if (exists)
        {
            Go(CanaryStep.Look, _interval);
            return;
        }

        _patienceEnds = _time.GetUtcNow() + FlushTimeout;
        Go(CanaryStep.LookAtOthers, TimeSpan.Zero);
    }

    /// <summary>Reports <see cref="CanaryStep.LookAtOthers"/>.</summary>
    /// <param name="anyExists">True if one of the other canaries is still there.</param>
    public void LookedAtOthers(bool anyExists)
    {
        Expect(CanaryStep.LookAtOthers);
        if (anyExists && _time.GetUtcNow() < _patienceEnds)
        {
            Go(CanaryStep.LookAtOthers, FlushPollInterval);
        }
        else
        {
            Go(CanaryStep.Resync, TimeSpan.Zero);
        }
    }

    /// <summary>Reports <see cref="CanaryStep.Resync"/>, whether it succeeded or not.</summary>
    public void Resynced()
    {
        Expect(CanaryStep.Resync);
        Go(CanaryStep.Create, TimeSpan.Zero);
    }

    private void Expect(CanaryStep step)
    {
        if (Next != step)
        {
            throw new InvalidOperationException($"The next step is {Next}, not {step}.");
        }
    }

    private void Go(CanaryStep step, TimeSpan after)
    {
        Next = step;
        Due = _time.GetUtcNow() + after;
    }
}

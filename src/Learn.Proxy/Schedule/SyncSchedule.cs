namespace Learn.Proxy;

/// <summary>
/// Decides when a sync may run: not more often than once per minimum interval, bursts aside, and not less often than once per maximum
/// interval. Nothing runs by itself here: <see cref="Due"/> tells when to ask again.
/// </summary>
/// <remarks>
/// A bucket holds as many permits as a burst may have and gets a new one each minimum interval. After a quiet time two syncs may
/// therefore follow each other at once.
/// </remarks>
public sealed class SyncSchedule
{
    /// <summary>The longest time between two syncs of kube-proxy v1.30 in iptables mode.</summary>
    public static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly double _burst;
    private double _permits;
    private DateTimeOffset _refilledAt;
    private DateTimeOffset? _lastRun;
    private DateTimeOffset _timer;
    private bool _isRequested;

    /// <summary>Makes a schedule whose first run may be at once.</summary>
    /// <param name="minInterval">The shortest time between two runs; zero for no limit.</param>
    /// <param name="maxInterval">The longest time between two runs; not shorter than <paramref name="minInterval"/>.</param>
    /// <param name="burst">So many runs may follow each other after a quiet time. At least 1.</param>
    /// <param name="time">The clock.</param>
    public SyncSchedule(TimeSpan minInterval, TimeSpan maxInterval, int burst, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(minInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxInterval, minInterval);
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        MinInterval = minInterval;
        MaxInterval = maxInterval;
        _time = time;
        _burst = _permits = burst;
        _refilledAt = time.GetUtcNow();
        _timer = _refilledAt + maxInterval;
    }

    /// <summary>The shortest time between two runs.</summary>
    public TimeSpan MinInterval { get; }

    /// <summary>The longest time between two runs.</summary>
    public TimeSpan MaxInterval { get; }

    /// <summary>When to call <see cref="TryBegin"/> next; a time in the past means now.</summary>
    public DateTimeOffset Due => _isRequested ? DateTimeOffset.MinValue : _timer;

    /// <summary>Asks for a run as soon as it is allowed.</summary>
    public void Request() => _isRequested = true;

    /// <summary>Asks for a run after some time, if none comes before.</summary>
    public void RetryAfter(TimeSpan interval)
    {
        DateTimeOffset retry = _time.GetUtcNow() + interval;
        if (retry < _timer)
        {
            _timer = retry;
        }
    }

    /// <summary>
    /// True if a run is due and allowed now; call <see cref="Completed"/> after it. Otherwise <see cref="Due"/> has moved on.
    /// </summary>
    public bool TryBegin()
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (!_isRequested && now < _timer)
        {
            return false;
        }

        _isRequested = false;
        if (TakePermit(now))
        {
            // Whatever was to be repeated is done by this run.
            _timer = DateTimeOffset.MaxValue;
            return true;
        }

        DateTimeOffset possible = (_lastRun ?? now) + MinInterval;
        if (possible < _timer || _timer <= now)
        {
            _timer = possible;
        }

        return false;
    }

    /// <summary>Tells that a run has ended. A <see cref="RetryAfter"/> of that run stays in force.</summary>
    public void Completed()
    {
        _lastRun = _time.GetUtcNow();
        DateTimeOffset latest = _lastRun.Value + MaxInterval;
        if (latest < _timer)
        {
            _timer = latest;
        }
    }

    private bool TakePermit(DateTimeOffset now)
    {
        if (MinInterval == TimeSpan.Zero)
        {
            return true;
        }

        _permits = Math.Min(_burst, _permits + ((now - _refilledAt) / MinInterval));
        _refilledAt = now;
        // The sum of many small refills may fall short of a whole permit by a rounding error.
        if (_permits < 1 - 1e-9)
        {
            return false;
        }

        _permits -= 1;
        return true;
    }
}

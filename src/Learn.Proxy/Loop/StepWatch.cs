namespace Learn.Proxy;

/// <summary>Measures steps that follow each other.</summary>
internal sealed class StepWatch(TimeProvider time)
{
    private long _last = time.GetTimestamp();

    /// <summary>The time since the last call.</summary>
    internal TimeSpan Lap()
    {
        long now = time.GetTimestamp();
        TimeSpan lap = time.GetElapsedTime(_last, now);
        _last = now;
        return lap;
    }
}

namespace Learn;

/// <summary>
/// How long a container that keeps ending has to wait before it is started again: the first restart is at once; after that 10 s, 20 s, 40 s and
/// so on to 5 minutes, counted from the end of the container. Ten quiet minutes make it begin anew. (Source: client-go's flowcontrol.Backoff
/// as kuberuntime uses it.)
/// </summary>
/// <param name="initial">The first wait; 10 s with a kubelet; 10 ms at least. The longest is thirty times that.</param>
internal sealed class RestartBackoff(TimeSpan initial)
{
    // Without any wait a container that cannot start would be tried again and again without a pause.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(10);

    private readonly TimeSpan first = initial > Least ? initial : Least;
    private TimeSpan current;
    private DateTimeOffset lastRestart;

    /// <summary>The wait that counts at present; zero before the first restart.</summary>
    public TimeSpan Current => current;

    private TimeSpan Longest => first * 30;

    /// <summary>How long a container that ended at <paramref name="finishedAt"/> still waits.</summary>
    public TimeSpan WaitAfter(DateTimeOffset finishedAt, DateTimeOffset now)
    {
        if (now - lastRestart > 2 * Longest)
        {
            return TimeSpan.Zero;
        }

        var left = finishedAt + current - now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>A container that ended at <paramref name="finishedAt"/> is started again: the next one waits longer.</summary>
    public void Restarted(DateTimeOffset finishedAt, DateTimeOffset now)
    {
        bool isFirst = current == TimeSpan.Zero || finishedAt - lastRestart > 2 * Longest;
        current = isFirst ? first : current * 2 < Longest ? current * 2 : Longest;
        lastRestart = now;
    }

    /// <summary>Begins anew.</summary>
    public void Reset() => current = TimeSpan.Zero;
}

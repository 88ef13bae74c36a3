namespace Learn;

/// <summary>
/// Keeps a pod whose probe fails every second from filling the cluster with events: 25 at once, then one every five minutes. (Source: the
/// spam filter of client-go's event recorder.)
/// </summary>
internal sealed class EventBudget(TimeProvider time)
{
    private const double Most = 25;
    private static readonly TimeSpan PerEvent = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private double left = Most;
    private DateTimeOffset last = time.GetUtcNow();

    /// <summary>Takes one event from the budget.</summary>
    /// <returns>False if it is used up.</returns>
    public bool TryTake()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            left = Math.Min(Most, left + (now - last) / PerEvent);
            last = now;
            if (left < 1)
            {
                return false;
            }

            left--;
            return true;
        }
    }
}

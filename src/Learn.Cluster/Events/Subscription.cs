namespace Learn.Cluster;

/// <summary>One listener. Events come to it in order; it is asked no more once it is disposed.</summary>
internal sealed class Subscription(EventLog log, Action<ClusterEvent> listener) : IDisposable
{
    private volatile bool isDisposed;

    public void Deliver(ClusterEvent change)
    {
        if (!isDisposed)
        {
            listener(change);
        }
    }

    public void Dispose()
    {
        isDisposed = true;
        log.Remove(this);
    }
}

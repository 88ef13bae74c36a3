using System.Collections.Immutable;

namespace Learn.Cluster;

/// <summary>Keeps the latest events and hands them to the listeners in order. Appending happens inside the lock of the store, so the
/// order is that of the writes; delivering happens outside of it, one event at a time, so listeners may read and write.</summary>
internal sealed class EventLog(int capacity)
{
    private readonly Lock gate = new();
    private readonly Lock delivering = new();
    private readonly Queue<(ClusterEvent Event, ImmutableArray<Subscription> Listeners)> pending = new();
    private readonly Queue<ClusterEvent> history = new();
    private ImmutableArray<Subscription> subscriptions = [];
    private long forgotten;
    private bool isDelivering;

    public void Append(IReadOnlyList<ClusterEvent> events)
    {
        lock (gate)
        {
            foreach (var change in events)
            {
                pending.Enqueue((change, subscriptions));
                history.Enqueue(change);
                if (history.Count > capacity)
                {
                    forgotten = history.Dequeue().ResourceVersion;
                }
            }
        }
    }

    /// <summary>The events after a version.</summary>
    /// <exception cref="ClusterApiException">Some of them are no longer kept.</exception>
    public IReadOnlyList<ClusterEvent> Since(long resourceVersion, long current)
    {
        lock (gate)
        {
            return resourceVersion < forgotten
                ? throw new ClusterApiException(410, "Expired", $"too old resource version: {resourceVersion} ({current})")
                : [.. history.Where(change => change.ResourceVersion > resourceVersion)];
        }
    }

    /// <summary>Adds a listener, which first gets the given events.</summary>
    public Subscription Subscribe(Action<ClusterEvent> listener, IReadOnlyList<ClusterEvent> first)
    {
        var subscription = new Subscription(this, listener);
        lock (gate)
        {
            foreach (var change in first)
            {
                pending.Enqueue((change, [subscription]));
            }

            subscriptions = subscriptions.Add(subscription);
        }

        return subscription;
    }

    public void Remove(Subscription subscription)
    {
        lock (gate)
        {
            subscriptions = subscriptions.Remove(subscription);
        }
    }

    /// <summary>Delivers what is pending. When it returns, everything that was pending has been delivered, unless this is called by a
    /// listener: then the delivery that is under way goes on with it.</summary>
    public void Deliver()
    {
        lock (delivering)
        {
            if (isDelivering)
            {
                return;
            }

            isDelivering = true;
            try
            {
                while (TryDequeue(out var next))
                {
                    foreach (var subscription in next.Listeners)
                    {
                        subscription.Deliver(next.Event);
                    }
                }
            }
            finally
            {
                isDelivering = false;
            }
        }
    }

    private bool TryDequeue(out (ClusterEvent Event, ImmutableArray<Subscription> Listeners) next)
    {
        lock (gate)
        {
            return pending.TryDequeue(out next);
        }
    }
}

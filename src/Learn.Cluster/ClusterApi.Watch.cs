using System.Runtime.CompilerServices;
using System.Threading.Channels;
using k8s;
using k8s.Models;

namespace Learn.Cluster;

public sealed partial class ClusterApi
{
    /// <summary>Calls a listener for every change of every object, in order, one at a time, before the write that caused it returns. A
    /// listener may read and write; the events of its own writes come after the events that are being delivered.</summary>
    /// <param name="listener">Must not block, and must not throw: an exception reaches the writer.</param>
    /// <returns>Dispose it to end the subscription.</returns>
    public IDisposable Subscribe(Action<ClusterEvent> listener) => Subscribe(listener, includeExisting: false);

    /// <summary>The same, and first an Added event for every object that exists already.</summary>
    /// <param name="listener">Must not block, and must not throw: an exception reaches the writer.</param>
    /// <param name="includeExisting">Whether to begin with what exists.</param>
    /// <returns>Dispose it to end the subscription.</returns>
    public IDisposable Subscribe(Action<ClusterEvent> listener, bool includeExisting)
    {
        ArgumentNullException.ThrowIfNull(listener);
        Subscription subscription;
        lock (gate)
        {
            subscription = log.Subscribe(listener, includeExisting ? ExistingObjects(state, ResourceKind.All) : []);
        }

        log.Deliver();
        return subscription;
    }

    /// <summary>The changes of the objects of one kind, in order.</summary>
    /// <param name="ns">Only those of this namespace; null for all namespaces.</param>
    /// <param name="selector">Only those with these labels; null for all. An object that begins to match is Added, one that ceases to
    /// match is Deleted.</param>
    /// <param name="resourceVersion">Null: begin with an Added event for every object that exists. Otherwise: begin with the first change
    /// after this version.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="ClusterApiException">Expired (410): the changes after this version are no longer kept; list again.</exception>
    public async IAsyncEnumerable<ClusterEvent> WatchAsync<T>(
        string? ns = null,
        LabelSelector? selector = null,
        long? resourceVersion = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = ResourceKind.For<T>();
        var events = Channel.CreateUnbounded<ClusterEvent>(new UnboundedChannelOptions { SingleReader = true });
        IDisposable subscription;
        lock (gate)
        {
            var first = resourceVersion is null ? ExistingObjects(state, [kind]) : log.Since(resourceVersion.Value, state.ResourceVersion);
            subscription = log.Subscribe(change => events.Writer.TryWrite(change), first);
        }

        log.Deliver();
        using (subscription)
        {
            await foreach (var change in events.Reader.ReadAllAsync(cancellationToken))
            {
                if (change.Kind == kind && Narrow(change, ns, selector) is { } seen)
                {
                    yield return seen;
                }
            }
        }
    }

    private static ClusterEvent? Narrow(ClusterEvent change, string? ns, LabelSelector? selector)
    {
        var before = change.Previous is not null && IsSelected(change.Previous, change.Kind, ns, selector);
        var after = change.Type != ClusterEventType.Deleted && IsSelected(change.Object, change.Kind, ns, selector);
        return (before, after) switch
        {
            (false, false) => null,
            (false, true) => change with { Type = ClusterEventType.Added, Previous = null },
            (true, false) => change with { Type = ClusterEventType.Deleted },
            _ => change,
        };
    }

    private static IReadOnlyList<ClusterEvent> ExistingObjects(ClusterState state, IEnumerable<ResourceKind> kinds) =>
        [.. kinds.SelectMany(kind => state.Of(kind).Values
            .Select(stored => new ClusterEvent(ClusterEventType.Added, kind, stored, null, state.ResourceVersion)))];
}

using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>
/// The cluster's objects as its watchers see them: kept up to date by events, read without copying. What it hands out is shared and must
/// not be changed. (client-go calls such a thing an informer.)
/// </summary>
internal sealed class ClusterCache : IDisposable
{
    private readonly ConcurrentDictionary<ResourceKind, ConcurrentDictionary<NamespacedName, IKubernetesObject<V1ObjectMeta>>> objects = [];
    private readonly IDisposable subscription;

    /// <summary>Begins with everything that exists.</summary>
    public ClusterCache(ClusterApi cluster) => subscription = cluster.Subscribe(Hear, includeExisting: true);

    /// <summary>Is called after the cache took in a change, before the write that caused it returns.</summary>
    public event Action<ClusterEvent>? Changed;

    /// <summary>All objects of a kind, in no order.</summary>
    public IEnumerable<T> List<T>()
        where T : class, IKubernetesObject<V1ObjectMeta>
        => ObjectsOf(ResourceKind.For<T>()).Values.Cast<T>();

    /// <summary>One object, or null.</summary>
    public T? Get<T>(NamespacedName name)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => ObjectsOf(ResourceKind.For<T>()).GetValueOrDefault(name) as T;

    /// <summary>Waits until an object that is being deleted is gone, however long it takes; one that has taken its name since does not count.</summary>
    public async Task WaitUntilGoneAsync(ResourceKind kind, NamespacedName name, CancellationToken cancellationToken)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Changed += Look;
        try
        {
            if (ObjectsOf(kind).GetValueOrDefault(name)?.Metadata.DeletionTimestamp is not null)
            {
                await gone.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Changed -= Look;
        }

        void Look(ClusterEvent change)
        {
            if (change.Type == ClusterEventType.Deleted && change.Kind == kind && change.Name == name)
            {
                gone.TrySetResult();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => subscription.Dispose();

    private void Hear(ClusterEvent change)
    {
        if (change.Type == ClusterEventType.Deleted)
        {
            ObjectsOf(change.Kind).TryRemove(change.Name, out _);
        }
        else
        {
            ObjectsOf(change.Kind)[change.Name] = change.Object;
        }

        Changed?.Invoke(change);
    }

    private ConcurrentDictionary<NamespacedName, IKubernetesObject<V1ObjectMeta>> ObjectsOf(ResourceKind kind) => objects.GetOrAdd(kind, _ => []);
}

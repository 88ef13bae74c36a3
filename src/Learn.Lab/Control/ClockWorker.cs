using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>Lets time pass for the controllers of the cluster: minReadySeconds, progressDeadlineSeconds, the expiry of events.</summary>
internal sealed class ClockWorker(Quiescence quiescence, ClusterApi cluster, ClusterCache cache, TimeProvider time) : Worker(quiescence, "the clock of the controllers", time)
{
    private IDisposable? waiting;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        waiting?.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        if (cluster.NextDue <= Time.GetUtcNow())
        {
            cluster.Tick();
        }

        if (cluster.NextDue is { } next)
        {
            WakeAt(next);
        }

        HoldForMinReadySeconds();
        return Task.CompletedTask;
    }

    // A rollout goes on by itself when its pods have been ready for long enough.
    private void HoldForMinReadySeconds()
    {
        var unavailable = cache.List<V1ReplicaSet>()
            .FirstOrDefault(set => set.Spec.MinReadySeconds > 0 && (set.Status?.AvailableReplicas ?? 0) < (set.Status?.ReadyReplicas ?? 0));
        if (unavailable is null)
        {
            waiting?.Dispose();
            waiting = null;
        }
        else
        {
            waiting ??= Quiescence.Hold($"the pods of replicaset/{unavailable.Metadata.Name} to be ready for {unavailable.Spec.MinReadySeconds} s");
        }
    }
}

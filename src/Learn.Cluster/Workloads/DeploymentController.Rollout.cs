using k8s.Models;

namespace Learn.Cluster;

internal sealed partial class DeploymentController
{
    /// <summary>One step of a rolling update: the new ReplicaSet grows, or the old ones shrink.</summary>
    private void RollOutRolling()
    {
        SyncRevision(createsMissing: true);
        if (current is not null && !GrowNew(current) && !ShrinkOld(current) && IsComplete(deployment.Status))
        {
            CleanUp();
        }

        WriteStatus(judgesProgress: true);
    }

    private void RollOutRecreating()
    {
        SyncRevision(createsMissing: false);
        var active = old.Where(set => SizeOf(set) > 0).ToArray();
        foreach (var set in active)
        {
            Resize(set, 0);
        }

        if (active.Length == 0 && !RunOldPods())
        {
            SyncRevision(createsMissing: true);
            if (current is not null)
            {
                Resize(current, limits.Replicas);
            }

            if (IsComplete(deployment.Status))
            {
                CleanUp();
            }
        }

        WriteStatus(judgesProgress: true);
    }

    /// <summary>Whether a Pod of an old template has not ended yet, also if it is being deleted.</summary>
    private bool RunOldPods() => old
        .SelectMany(set => transaction.Lookup(IndexKey.Owned(ResourceKind.Pod, set.Metadata.Uid)))
        .Any(pod => transaction.Find<V1Pod>(pod)!.Status?.Phase is not ("Succeeded" or "Failed"));

    private bool GrowNew(V1ReplicaSet set)
    {
        var size = SizeOf(set);
        return size > limits.Replicas ? Resize(set, limits.Replicas) : size < limits.Replicas && Resize(set, SizeOfNew(size));
    }

    /// <summary>The size that the new ReplicaSet may have beside the old ones.</summary>
    private int SizeOfNew(int size)
    {
        if (deployment.Spec.Strategy.Type != "RollingUpdate")
        {
            return limits.Replicas;
        }

        var room = limits.MaxTotal - (old.Sum(SizeOf) + size);
        return size + Math.Max(0, Math.Min(room, limits.Replicas - size));
    }

    /// <summary>Old Pods that are not available go first: nobody misses them. Then as many available ones as can be spared.</summary>
    private bool ShrinkOld(V1ReplicaSet set)
    {
        var size = old.Sum(SizeOf);
        var unavailable = SizeOf(set) - (set.Status?.AvailableReplicas ?? 0);
        var spare = size + SizeOf(set) - limits.MinAvailable - unavailable;
        if (size == 0 || spare <= 0)
        {
            return false;
        }

        var shrunk = Shrink(spare, candidate => SizeOf(candidate) - (candidate.Status?.AvailableReplicas ?? 0));
        var available = All.Sum(candidate => candidate.Status?.AvailableReplicas ?? 0);
        return Shrink(available - limits.MinAvailable, SizeOf) || shrunk;
    }

    /// <summary>Takes Pods away from the old ReplicaSets, oldest first.</summary>
    /// <param name="limit">How many in all.</param>
    /// <param name="most">How many of one ReplicaSet.</param>
    private bool Shrink(int limit, Func<V1ReplicaSet, int> most)
    {
        var rest = limit;
        foreach (var set in old.ToArray())
        {
            var count = Math.Min(rest, Math.Min(SizeOf(set), most(set)));
            if (count > 0)
            {
                Resize(set, SizeOf(set) - count);
                rest -= count;
            }
        }

        return rest < limit;
    }
}

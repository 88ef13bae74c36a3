using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>
/// Stops pods that are terminating or gone. It acts on a pod only in the round after the one that saw it first: by then the rules of
/// every node have been written without it, so that no request is sent to a pod that has just stopped.
/// </summary>
internal sealed class PodStopController(ClusterApi cluster, PodRuntime runtime) : IController
{
    private HashSet<RunningPod> doomed = [];

    /// <inheritdoc/>
    public async Task<bool> ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var leaving = runtime.Running.Where(IsLeaving).ToHashSet();
        var due = leaving.Where(doomed.Contains).ToList();
        doomed = leaving;
        if (due.Count > 0)
        {
            await runtime.StopAsync(due, cancellationToken);
            foreach (var pod in due)
            {
                doomed.Remove(pod);
                cluster.RemovePod(pod.Name, pod.Uid);
            }
        }

        // Another round: for the pods marked now, or because the pods stopped now have left their EndpointSlices.
        return leaving.Count > 0;
    }

    private bool IsLeaving(RunningPod pod)
        => cluster.Get<V1Pod>(pod.Name.Namespace, pod.Name.Name) is not { } current
            || current.Metadata.Uid != pod.Uid
            || current.Metadata.DeletionTimestamp is not null;
}

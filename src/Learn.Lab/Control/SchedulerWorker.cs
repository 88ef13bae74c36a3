using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>Gives nodes to the pods that have none, oldest first.</summary>
internal sealed class SchedulerWorker(Quiescence quiescence, ClusterApi cluster, ClusterCache cache, LabNodes nodes, TimeProvider time)
    : Worker(quiescence, "the scheduler", time)
{
    /// <inheritdoc/>
    protected override Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var pods = cache.List<V1Pod>().Where(pod => pod.Metadata.DeletionTimestamp is null).ToList();
        foreach (var lost in pods.Where(pod => !string.IsNullOrEmpty(pod.Spec.NodeName) && nodes.Find(pod.Spec.NodeName) is null))
        {
            troubles.Add(new Trouble(
                $"pod/{lost.Metadata.Name}",
                $"spec.nodeName: there is no node \"{lost.Spec.NodeName}\". The nodes of this lab: {string.Join(", ", nodes.All)}."));
        }

        var waiting = pods.Where(pod => string.IsNullOrEmpty(pod.Spec.NodeName))
            .OrderBy(pod => pod.Metadata.CreationTimestamp).ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal).ToList();
        if (waiting.Count > 0)
        {
            var scheduler = new Scheduler(cache.List<V1Node>(), pods);
            foreach (var pod in waiting)
            {
                Place(pod, scheduler.Place(pod), troubles);
            }
        }

        return Task.CompletedTask;
    }

    private void Place(V1Pod pod, SchedulingDecision decision, ICollection<Trouble> troubles)
    {
        var name = new NamespacedName(pod.Metadata.NamespaceProperty, pod.Metadata.Name);
        try
        {
            if (decision.NodeName is { } node)
            {
                cluster.BindPod(name, node);
                return;
            }

            troubles.Add(new Trouble($"pod/{name.Name}", $"it finds no node: {decision.Message}"));
            cluster.MarkUnschedulable(name, decision.Message!);
        }
        catch (ClusterApiException error) when (error.Code is 404 or 409)
        {
            // It was deleted, or somebody else gave it a node; either wakes this worker again.
        }
    }
}

using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>Gives each pod without a node the one that has fewest pods; the first of them where several have.</summary>
internal sealed class SchedulerWorker(Quiescence quiescence, ClusterApi cluster, ClusterCache cache, LabNodes nodes, TimeProvider time)
    : Worker(quiescence, "the scheduler", time)
{
    /// <inheritdoc/>
    protected override Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var load = nodes.All.ToDictionary(node => node.Name, _ => 0);
        foreach (var pod in cache.List<V1Pod>().Where(pod => !string.IsNullOrEmpty(pod.Spec.NodeName)))
        {
            if (load.TryGetValue(pod.Spec.NodeName, out int count))
            {
                load[pod.Spec.NodeName] = count + 1;
            }
            else
            {
                troubles.Add(new Trouble(
                    $"pod/{pod.Metadata.Name}",
                    $"spec.nodeName: there is no node \"{pod.Spec.NodeName}\". The nodes of this lab: {string.Join(", ", load.Keys)}."));
            }
        }

        var waiting = cache.List<V1Pod>().Where(pod => string.IsNullOrEmpty(pod.Spec.NodeName) && pod.Metadata.DeletionTimestamp is null)
            .OrderBy(pod => pod.Metadata.CreationTimestamp).ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal).ToList();
        foreach (var pod in waiting)
        {
            string node = load.MinBy(entry => entry.Value).Key;
            load[node]++;
            cluster.BindPod(new NamespacedName(pod.Metadata.NamespaceProperty, pod.Metadata.Name), node);
        }

        return Task.CompletedTask;
    }
}

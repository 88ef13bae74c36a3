using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>Gives each pod without a node the one that has fewest pods; the first of them where several have.</summary>
internal sealed class SchedulerController(ClusterApi cluster, IReadOnlyList<LabNode> nodes) : IController
{
    /// <inheritdoc/>
    public Task<bool> ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var pods = cluster.List<V1Pod>();
        var load = nodes.ToDictionary(node => node.Name, _ => 0);
        foreach (var pod in pods.Where(pod => !string.IsNullOrEmpty(pod.Spec.NodeName)))
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

        bool worked = false;
        foreach (var pod in pods.Where(pod => string.IsNullOrEmpty(pod.Spec.NodeName) && pod.Metadata.DeletionTimestamp is null))
        {
            string node = nodes.MinBy(n => load[n.Name])!.Name;
            load[node]++;
            cluster.BindPod(new NamespacedName(pod.Metadata.NamespaceProperty, pod.Metadata.Name), node);
            worked = true;
        }

        return Task.FromResult(worked);
    }
}

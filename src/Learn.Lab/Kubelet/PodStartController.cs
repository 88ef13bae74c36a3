using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>Starts pods that were given a node and reports them as running and ready.</summary>
internal sealed class PodStartController(ClusterApi cluster, PodRuntime runtime, IReadOnlyList<LabNode> nodes, TimeProvider time) : IController
{
    private readonly Dictionary<string, LabNode> nodesByName = nodes.ToDictionary(node => node.Name);

    /// <inheritdoc/>
    public async Task<bool> ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var waiting = (from pod in cluster.List<V1Pod>()
                       where pod.Metadata.DeletionTimestamp is null && pod.Spec.NodeName is not null
                       let node = nodesByName.GetValueOrDefault(pod.Spec.NodeName)
                       where node is not null && runtime.Find(NameOf(pod)) is null
                       select (pod, node)).ToList();
        if (waiting.Count == 0)
        {
            return false;
        }

        foreach (var (pod, _) in waiting)
        {
            foreach (string sentence in PodPorts.Unserved(pod))
            {
                troubles.Add(new Trouble($"pod/{pod.Metadata.Name}", sentence));
            }
        }

        foreach (var started in await runtime.StartAsync(waiting, troubles, cancellationToken))
        {
            cluster.UpdateStatus<V1Pod>(started.Name.Namespace, started.Name.Name, pod => pod.Status = PodStatus.Running(started, time.GetUtcNow()));
        }

        return true;
    }

    private static NamespacedName NameOf(V1Pod pod) => new(pod.Metadata.NamespaceProperty, pod.Metadata.Name);
}

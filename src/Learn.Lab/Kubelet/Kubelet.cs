using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>The kubelet of one node: starts the pods that were given to it, reports them, and stops those that leave.</summary>
internal sealed class Kubelet(Quiescence quiescence, ClusterApi cluster, ClusterCache cache, PodRuntime runtime, LabNode node, TimeProvider time)
    : Worker(quiescence, $"the kubelet on {node.Name}", time)
{
    /// <inheritdoc/>
    protected override async Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var leaving = runtime.Running.Where(pod => pod.Node == node && IsLeaving(pod)).ToList();
        if (leaving.Count > 0)
        {
            await runtime.StopAsync(leaving, cancellationToken);
            leaving.ForEach(pod => cluster.RemovePod(pod.Name, pod.Uid));
        }

        var waiting = (from pod in cache.List<V1Pod>()
                       where pod.Spec.NodeName == node.Name && pod.Metadata.DeletionTimestamp is null && runtime.Find(NameOf(pod)) is null
                       orderby pod.Metadata.CreationTimestamp, pod.Metadata.Name
                       select (pod, node)).ToList();
        foreach (var (pod, _) in waiting)
        {
            foreach (string sentence in PodPorts.Unserved(pod))
            {
                troubles.Add(new Trouble($"pod/{pod.Metadata.Name}", sentence));
            }
        }

        if (waiting.Count > 0)
        {
            foreach (var started in await runtime.StartAsync(waiting, troubles, cancellationToken))
            {
                cluster.UpdateStatus<V1Pod>(started.Name.Namespace, started.Name.Name, pod => pod.Status = PodStatus.Running(started, Time.GetUtcNow()));
            }
        }
    }

    private static NamespacedName NameOf(V1Pod pod) => new(pod.Metadata.NamespaceProperty, pod.Metadata.Name);

    private bool IsLeaving(RunningPod pod)
        => cache.Get<V1Pod>(pod.Name) is not { } current || current.Metadata.Uid != pod.Uid || current.Metadata.DeletionTimestamp is not null;
}

using k8s.Models;

namespace Learn.Cluster;

public sealed partial class ClusterApi
{
    /// <summary>Sends a Pod to a node, as the scheduler does, and records that.</summary>
    /// <param name="name">The Pod.</param>
    /// <param name="nodeName">The node.</param>
    /// <returns>A copy of the stored Pod.</returns>
    /// <exception cref="ClusterApiException">NotFound; Conflict when it is on a node already.</exception>
    public V1Pod BindPod(NamespacedName name, string nodeName) => Write(transaction =>
    {
        var stored = transaction.Find<V1Pod>(name) ?? throw ClusterApiException.NotFound(ResourceKind.Pod, name.Name);
        if (!string.IsNullOrEmpty(stored.Spec.NodeName))
        {
            throw ClusterApiException.Conflict(
                ResourceKind.Pod, name.Name, $"pod {name.Name} is already assigned to node \"{stored.Spec.NodeName}\"");
        }

        var pod = DeepCopy.Of(stored);
        pod.Spec.NodeName = nodeName;
        PodConditions.Set(pod, "PodScheduled", "True", transaction.Now);
        transaction.Put(ResourceKind.Pod, pod);
        new EventRecorder(transaction, Scheduler.Component).Record(
            pod, "Normal", "Scheduled", $"Successfully assigned {name.Namespace}/{name.Name} to {nodeName}");
        return pod;
    });

    /// <summary>Says on a Pod, and in an event, that no node will do for it, as the scheduler does. Nothing happens when the Pod says so
    /// already, is on a node or is gone.</summary>
    /// <param name="name">The Pod.</param>
    /// <param name="message">Why, from <see cref="SchedulingDecision.Message"/>.</param>
    /// <returns>Whether that was new.</returns>
    public bool MarkUnschedulable(NamespacedName name, string message) => Write(transaction =>
    {
        if (transaction.Find<V1Pod>(name) is not { } stored || !string.IsNullOrEmpty(stored.Spec.NodeName))
        {
            return false;
        }

        var pod = DeepCopy.Of(stored);
        PodConditions.Set(pod, "PodScheduled", "False", transaction.Now, "Unschedulable", message);
        if (SemanticEquality.AreEqual(pod, stored))
        {
            return false;
        }

        transaction.Put(ResourceKind.Pod, pod);
        new EventRecorder(transaction, Scheduler.Component).Record(pod, "Warning", "FailedScheduling", message);
        return true;
    });
}

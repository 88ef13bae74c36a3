using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>
/// Takes nodes for lost that the cluster has not heard of for some time, and takes them back (node-lifecycle of kube-controller-manager): a
/// lost node's condition Ready becomes Unknown, with it come the taints <c>node.kubernetes.io/unreachable</c>, and its pods are no longer ready, so
/// that they leave the EndpointSlices. They are not evicted: that takes five minutes more, and a lab is over by then.
/// </summary>
internal sealed class NodeLifecycleWorker(Quiescence quiescence, ClusterApi cluster, ClusterCache cache, LabNodes nodes, TimeSpan gracePeriod, TimeProvider time)
    : Worker(quiescence, "the node controller", time)
{
    private const string Silence = "Kubelet stopped posting node status.";

    /// <inheritdoc/>
    protected override Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var next = DateTimeOffset.MaxValue;
        foreach (var node in nodes.All)
        {
            if (node.CutOffSince is { } since && since + gracePeriod > Time.GetUtcNow())
            {
                next = next < since + gracePeriod ? next : since + gracePeriod;
            }
            else if (cache.Get<V1Node>(new NamespacedName("", node.Name)) is { } known && NodeManifest.IsReady(known) == node.IsCutOff)
            {
                SetReady(node);
            }
        }

        if (next != DateTimeOffset.MaxValue)
        {
            WakeAt(next);
        }

        return Task.CompletedTask;
    }

    private void SetReady(LabNode node)
    {
        var now = Time.GetUtcNow();
        bool isLost = node.IsCutOff;
        cluster.UpdateStatus<V1Node>("", node.Name, changed =>
        {
            var others = (changed.Status.Conditions ?? []).Where(condition => condition.Type != "Ready");
            changed.Status.Conditions =
            [
                .. others,
                isLost ? NodeManifest.ReadyCondition("Unknown", "NodeStatusUnknown", Silence, now)
                    : NodeManifest.ReadyCondition("True", NodeManifest.ReadyReason, "kubelet is posting ready status", now),
            ];
        });
        if (isLost)
        {
            // A kubelet that is back reports its pods by itself.
            cluster.MarkPodsNotReady(node.Name);
        }
    }
}

using k8s.Models;

namespace Learn.Cluster;

public sealed partial class ClusterApi
{
    /// <summary>Lets no new Pods onto a node, as <c>kubectl cordon</c> does: the node is unschedulable and gets the taint for
    /// that.</summary>
    /// <param name="node">The node.</param>
    /// <returns>What kubectl prints: <c>node/worker-1 cordoned</c>.</returns>
    /// <exception cref="ClusterApiException">NotFound.</exception>
    public string Cordon(string node) => SetUnschedulable(node, true);

    /// <summary>Lets new Pods onto a node again, as <c>kubectl uncordon</c> does.</summary>
    /// <param name="node">The node.</param>
    /// <returns>What kubectl prints: <c>node/worker-1 uncordoned</c>.</returns>
    /// <exception cref="ClusterApiException">NotFound.</exception>
    public string Uncordon(string node) => SetUnschedulable(node, false);

    /// <summary>What <c>kubectl drain</c> would do with the Pods of a node. Nothing is changed.</summary>
    /// <param name="node">The node.</param>
    /// <param name="drainOptions">What the drain may do; null for kubectl's defaults.</param>
    /// <exception cref="ClusterApiException">NotFound.</exception>
    public DrainPlan PlanDrain(string node, DrainOptions? drainOptions = null)
    {
        var seen = Volatile.Read(ref state);
        if (!seen.Of(ResourceKind.Node).ContainsKey(new("", node)))
        {
            throw ClusterApiException.NotFound(ResourceKind.Node, node);
        }

        var pods = seen.Index.GetValueOrDefault(IndexKey.PodsOnNode(node), []).Select(name => (V1Pod)seen.Of(ResourceKind.Pod)[name]);
        return new DrainPlanner(drainOptions ?? new DrainOptions()).Plan(node, pods);
    }

    /// <summary>Evicts Pods, as the eviction API does: they are told why, and deleted. Pods that are gone already do not count.</summary>
    /// <param name="pods">The Pods, for example <see cref="DrainPlan.Evict"/>.</param>
    /// <param name="gracePeriodSeconds">Seconds, instead of the Pods' own terminationGracePeriodSeconds; 0 removes them at once.</param>
    /// <returns>What was deleted, and what was not there.</returns>
    public DeleteResult EvictPods(IEnumerable<NamespacedName> pods, long? gracePeriodSeconds = null)
    {
        var names = pods.ToArray();
        return Write(transaction =>
        {
            var deletion = new ObjectDeletion(transaction, gracePeriodSeconds);
            var deleted = new List<DeletedObject>();
            var missing = new List<string>();
            foreach (var name in names)
            {
                if (transaction.Find<V1Pod>(name) is not { } stored)
                {
                    missing.Add(ClusterApiException.NotFound(ResourceKind.Pod, name.Name).Message);
                    continue;
                }

                var pod = DeepCopy.Of(stored);
                PodConditions.Set(pod, "DisruptionTarget", "True", transaction.Now, "EvictionByEvictionAPI", "Eviction API: evicting");
                transaction.Put(ResourceKind.Pod, pod);
                deleted.Add(deletion.Delete(ResourceKind.Pod, name));
            }

            return new DeleteResult(deleted, missing);
        });
    }

    /// <summary>Makes all Pods of a node not ready, as the node controller does with a node that it has lost: nobody there can say how they
    /// are. Their endpoints then receive no new connections.</summary>
    /// <param name="node">The node; it need not exist any more.</param>
    /// <returns>The Pods that were ready before.</returns>
    public IReadOnlyList<NamespacedName> MarkPodsNotReady(string node) => Write(transaction =>
    {
        var recorder = new EventRecorder(transaction, "node-controller");
        var marked = new List<NamespacedName>();
        foreach (var name in transaction.Lookup(IndexKey.PodsOnNode(node)))
        {
            var stored = transaction.Find<V1Pod>(name)!;
            if (PodAvailability.IsReady(stored))
            {
                var pod = DeepCopy.Of(stored);
                PodConditions.Set(pod, "Ready", "False", transaction.Now);
                transaction.Put(ResourceKind.Pod, pod);
                recorder.Record(pod, "Warning", "NodeNotReady", "Node is not ready");
                marked.Add(name);
            }
        }

        return marked;
    });

    private string SetUnschedulable(string node, bool isUnschedulable) => Write(transaction =>
    {
        var verb = isUnschedulable ? "cordoned" : "uncordoned";
        var stored = transaction.Find<V1Node>(new("", node)) ?? throw ClusterApiException.NotFound(ResourceKind.Node, node);
        if ((stored.Spec.Unschedulable == true) == isUnschedulable)
        {
            return $"node/{node} already {verb}";
        }

        var copy = DeepCopy.Of(stored);
        copy.Spec.Unschedulable = isUnschedulable ? true : null;
        ObjectWriter.Update(transaction, ResourceKind.Node, copy, isStatus: false);
        return $"node/{node} {verb}";
    });
}

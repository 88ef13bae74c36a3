using k8s.Models;

namespace Learn.Cluster;

/// <summary>Gives one ReplicaSet the Pods that it asks for, and tells in its status what it has.</summary>
internal sealed class ReplicaSetController(Transaction transaction, NamespacedName name)
{
    private readonly EventRecorder recorder = new(transaction, "replicaset-controller");

    public void Sync()
    {
        if (transaction.Find<V1ReplicaSet>(name) is not { } set)
        {
            return;
        }

        var pods = Claim(set);
        var failure = set.Metadata.DeletionTimestamp is null ? Manage(set, pods) : null;
        UpdateStatus(set, pods, failure);
    }

    /// <summary>The active Pods of the ReplicaSet: adopts those that match and that nobody controls, lets go those that no longer
    /// match.</summary>
    private List<V1Pod> Claim(V1ReplicaSet set)
    {
        var selector = LabelSelector.FromSelector(set.Spec.Selector);
        var claimed = new List<V1Pod>();
        foreach (var owned in transaction.Lookup(IndexKey.Owned(ResourceKind.Pod, set.Metadata.Uid)))
        {
            var pod = transaction.Find<V1Pod>(owned)!;
            if (!PodAvailability.IsActive(pod) || Ownership.ControllerOf(pod)?.Uid != set.Metadata.Uid)
            {
                continue;
            }

            if (selector.Matches(pod.Metadata.Labels))
            {
                claimed.Add(pod);
            }
            else
            {
                Ownership.Release(transaction, ResourceKind.Pod, pod, set.Metadata.Uid);
            }
        }

        foreach (var orphan in FindOrphans(set, selector))
        {
            Ownership.Adopt(transaction, ResourceKind.Pod, orphan, Ownership.ReferenceTo(ResourceKind.ReplicaSet, set.Metadata));
            claimed.Add(transaction.Find<V1Pod>(Transaction.NameOf(orphan))!);
        }

        return claimed;
    }

    private V1Pod[] FindOrphans(V1ReplicaSet set, LabelSelector selector)
    {
        IEnumerable<V1Pod> candidates = set.Spec.Selector.MatchLabels is { Count: > 0 } labels
            ? labels.Select(label => transaction.Lookup(IndexKey.Pods(name.Namespace, label.Key, label.Value)))
                .MinBy(names => names.Count)!
                .Select(pod => transaction.Find<V1Pod>(pod)!)
            : transaction.List(ResourceKind.Pod).Cast<V1Pod>().Where(pod => pod.Metadata.NamespaceProperty == name.Namespace);
        return [.. candidates.Where(pod =>
            Ownership.ControllerOf(pod) is null && PodAvailability.IsActive(pod) && selector.Matches(pod.Metadata.Labels))];
    }

    /// <summary>Makes Pods or deletes some, and keeps the list up to date.</summary>
    /// <returns>Why a Pod could not be made; null when all is well.</returns>
    private string? Manage(V1ReplicaSet set, List<V1Pod> pods)
    {
        var surplus = pods.Count - (set.Spec.Replicas ?? 1);
        if (surplus > 0)
        {
            foreach (var pod in ChooseForDeletion(set, pods, surplus))
            {
                pods.Remove(pod);
                new ObjectDeletion(transaction, null).Delete(ResourceKind.Pod, Transaction.NameOf(pod));
                recorder.Record(set, "Normal", "SuccessfulDelete", $"Deleted pod: {pod.Metadata.Name}");
            }
        }

        for (; surplus < 0; surplus++)
        {
            try
            {
                var pod = (V1Pod)ObjectWriter.Create(transaction, ResourceKind.Pod, NewPod(set));
                pods.Add(pod);
                recorder.Record(set, "Normal", "SuccessfulCreate", $"Created pod: {pod.Metadata.Name}");
            }
            catch (ClusterApiException refusal)
            {
                recorder.Record(set, "Warning", "FailedCreate", $"Error creating: {refusal.Message}");
                return refusal.Message;
            }
        }

        return null;
    }

    private V1Pod[] ChooseForDeletion(V1ReplicaSet set, List<V1Pod> pods, int count)
    {
        if (count >= pods.Count)
        {
            return [.. pods];
        }

        var related = CountOnNodes(set, pods);
        return [.. pods.Order(new DeletionOrder(related, transaction.Instant)).Take(count)];
    }

    /// <summary>How many Pods of this ReplicaSet, or of the Deployment that it belongs to, each node has.</summary>
    private Dictionary<string, int> CountOnNodes(V1ReplicaSet set, List<V1Pod> pods)
    {
        IEnumerable<V1Pod> related = pods;
        if (Ownership.ControllerOf(set) is { } owner)
        {
            related = transaction.Lookup(IndexKey.Owned(ResourceKind.ReplicaSet, owner.Uid))
                .SelectMany(sibling => transaction.Lookup(IndexKey.Owned(ResourceKind.Pod, transaction.Find<V1ReplicaSet>(sibling)!.Metadata.Uid)))
                .Select(pod => transaction.Find<V1Pod>(pod)!)
                .Where(PodAvailability.IsActive);
        }

        return related.Where(pod => !string.IsNullOrEmpty(pod.Spec.NodeName))
            .GroupBy(pod => pod.Spec.NodeName, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }

    private V1Pod NewPod(V1ReplicaSet set)
    {
        var template = set.Spec.Template;
        var beginning = $"{set.Metadata.Name}-";
        string podName;
        do
        {
            podName = GeneratedName.From(transaction, beginning);
        }
        while (transaction.Find(ResourceKind.Pod, new(name.Namespace, podName)) is not null);

        return new V1Pod
        {
            Metadata = new V1ObjectMeta
            {
                Name = podName,
                GenerateName = beginning,
                NamespaceProperty = name.Namespace,
                Labels = template.Metadata?.Labels,
                Annotations = template.Metadata?.Annotations,
                OwnerReferences = [Ownership.ReferenceTo(ResourceKind.ReplicaSet, set.Metadata)],
            },
            Spec = template.Spec,
        };
    }

    private void UpdateStatus(V1ReplicaSet set, List<V1Pod> pods, string? failure)
    {
        var wait = set.Spec.MinReadySeconds ?? 0;
        var (ready, available, labeled) = (0, 0, 0);
        DateTime? next = null;
        foreach (var pod in pods)
        {
            labeled += HasLabelsOf(set.Spec.Template, pod) ? 1 : 0;
            if (!PodAvailability.IsReady(pod))
            {
                continue;
            }

            ready++;
            if (PodAvailability.IsAvailable(pod, wait, transaction.Instant))
            {
                available++;
            }
            else if (PodAvailability.ReadySince(pod)?.AddSeconds(wait) is { } due && (next is null || due < next))
            {
                next = due;
            }
        }

        transaction.SetAppointment(ResourceKind.ReplicaSet, name, next);
        var status = new V1ReplicaSetStatus
        {
            Replicas = pods.Count,
            FullyLabeledReplicas = OrNothing(labeled),
            ReadyReplicas = OrNothing(ready),
            AvailableReplicas = OrNothing(available),
            ObservedGeneration = set.Metadata.Generation,
            Conditions = ConditionsOf(set, failure),
        };
        if (!SemanticEquality.AreEqual(status, set.Status))
        {
            var updated = (V1ReplicaSet)DeepCopy.WithOwnMetadata(set);
            updated.Status = status;
            transaction.Put(ResourceKind.ReplicaSet, updated);
        }
    }

    /// <summary>The API leaves counts of zero out.</summary>
    private static int? OrNothing(int count) => count == 0 ? null : count;

    private static bool HasLabelsOf(V1PodTemplateSpec template, V1Pod pod)
    {
        foreach (var (label, value) in template.Metadata?.Labels ?? new Dictionary<string, string>())
        {
            if (pod.Metadata.Labels is null || !pod.Metadata.Labels.TryGetValue(label, out var present) || present != value)
            {
                return false;
            }
        }

        return true;
    }

    private List<V1ReplicaSetCondition>? ConditionsOf(V1ReplicaSet set, string? failure)
    {
        const string type = "ReplicaFailure";
        if (failure is null)
        {
            return null;
        }

        var before = (set.Status?.Conditions ?? []).FirstOrDefault(condition => condition.Type == type);
        return
        [
            before?.Message == failure
                ? before
                : new V1ReplicaSetCondition
                {
                    Type = type,
                    Status = "True",
                    Reason = "FailedCreate",
                    Message = failure,
                    LastTransitionTime = transaction.Now,
                },
        ];
    }
}

using k8s.Models;

namespace Learn.Cluster;

/// <summary>Moves one Deployment one step on: makes the ReplicaSet of its template, sizes that and the old ones, and tells how far the
/// rollout is. It is called again as long as something changes. (Source: kube-controller-manager v1.30, deployment controller.)</summary>
internal sealed partial class DeploymentController(Transaction transaction, V1Deployment found)
{
    private readonly NamespacedName name = Transaction.NameOf(found);
    private readonly RolloutLimits limits = RolloutLimits.Of(found.Spec);
    private readonly EventRecorder recorder = new(transaction, "deployment-controller");
    private readonly List<V1ReplicaSet> old = [];
    private V1Deployment deployment = found;
    private V1ReplicaSet? current;

    private bool IsPaused => deployment.Spec.Paused == true;

    private IEnumerable<V1ReplicaSet> All => current is null ? old : old.Append(current);

    public void Sync()
    {
        FindReplicaSets();
        NotePause();
        if (IsPaused || IsScaling())
        {
            SyncRevision(createsMissing: false);
            Scale();
            if (IsPaused)
            {
                CleanUp();
            }

            WriteStatus(judgesProgress: false);
        }
        else if (deployment.Spec.Strategy.Type == "Recreate")
        {
            RollOutRecreating();
        }
        else
        {
            RollOutRolling();
        }
    }

    private static int SizeOf(V1ReplicaSet set) => set.Spec.Replicas ?? 1;

    /// <summary>Finds the ReplicaSets of the Deployment, oldest first, and among them the one of its template.</summary>
    private void FindReplicaSets()
    {
        var selector = LabelSelector.FromSelector(deployment.Spec.Selector);
        foreach (var owned in transaction.Lookup(IndexKey.Owned(ResourceKind.ReplicaSet, deployment.Metadata.Uid)))
        {
            var set = transaction.Find<V1ReplicaSet>(owned)!;
            if (Ownership.ControllerOf(set)?.Uid != deployment.Metadata.Uid)
            {
                continue;
            }

            if (selector.Matches(set.Metadata.Labels))
            {
                old.Add(set);
            }
            else
            {
                Ownership.Release(transaction, ResourceKind.ReplicaSet, set, deployment.Metadata.Uid);
            }
        }

        var orphans = transaction.List(ResourceKind.ReplicaSet).Cast<V1ReplicaSet>()
            .Where(set => set.Metadata.NamespaceProperty == name.Namespace && Ownership.ControllerOf(set) is null && selector.Matches(set.Metadata.Labels))
            .ToArray();
        foreach (var orphan in orphans)
        {
            Ownership.Adopt(transaction, ResourceKind.ReplicaSet, orphan, Ownership.ReferenceTo(ResourceKind.Deployment, deployment.Metadata));
            old.Add(transaction.Find<V1ReplicaSet>(Transaction.NameOf(orphan))!);
        }

        old.Sort(CompareAge);
        current = old.Find(set => PodTemplates.AreEqual(set.Spec.Template, deployment.Spec.Template));
        if (current is not null)
        {
            old.Remove(current);
        }
    }

    /// <summary>By creation; those of one second by revision.</summary>
    private static int CompareAge(V1ReplicaSet left, V1ReplicaSet right)
    {
        var order = Nullable.Compare(left.Metadata.CreationTimestamp, right.Metadata.CreationTimestamp);
        order = order != 0 ? order : RevisionAnnotations.RevisionOf(left).CompareTo(RevisionAnnotations.RevisionOf(right));
        return order != 0 ? order : string.CompareOrdinal(left.Metadata.Name, right.Metadata.Name);
    }

    /// <summary>Numbers the revisions: that of the current template is higher than all others.</summary>
    private void SyncRevision(bool createsMissing)
    {
        var revision = old.Select(RevisionAnnotations.RevisionOf).DefaultIfEmpty().Max() + 1;
        if (current is not null)
        {
            KeepInStep(current, revision);
            SetRevision(RevisionAnnotations.RevisionOf(current));
            if (HasDeadline && FindCondition(deployment.Status, Progressing) is null)
            {
                SaveCondition(NewCondition(Progressing, "True", "FoundNewReplicaSet", $"Found new replica set \"{current.Metadata.Name}\""));
            }
        }
        else if (createsMissing)
        {
            CreateReplicaSet(revision);
        }
    }

    /// <summary>Hands changed annotations and minReadySeconds of the Deployment on to the ReplicaSet of its template.</summary>
    private void KeepInStep(V1ReplicaSet set, long revision)
    {
        var annotations = RevisionAnnotations.ForReplicaSet(deployment, set, revision);
        var sameAnnotations = SameTexts(annotations, set.Metadata.Annotations);
        if (sameAnnotations && (set.Spec.MinReadySeconds ?? 0) == (deployment.Spec.MinReadySeconds ?? 0))
        {
            return;
        }

        current = PutReplicaSet(set, annotations, SizeOf(set), deployment.Spec.MinReadySeconds);
    }

    private void CreateReplicaSet(long revision)
    {
        var set = NewReplicaSet(revision);
        if (set is null)
        {
            return;
        }

        try
        {
            current = (V1ReplicaSet)ObjectWriter.Create(transaction, ResourceKind.ReplicaSet, set);
        }
        catch (ClusterApiException refusal)
        {
            var message = $"Failed to create new replica set \"{set.Metadata.Name}\": {refusal.Message}";
            if (HasDeadline)
            {
                SaveCondition(NewCondition(Progressing, "False", "ReplicaSetCreateError", message));
            }

            recorder.Record(deployment, "Warning", "ReplicaSetCreateError", message);
            return;
        }

        if (SizeOf(current) > 0)
        {
            recorder.Record(
                deployment, "Normal", "ScalingReplicaSet", $"Scaled up replica set {current.Metadata.Name} to {SizeOf(current)}");
        }

        SetRevision(revision);
        if (HasDeadline)
        {
            SaveCondition(NewCondition(Progressing, "True", "NewReplicaSetCreated", $"Created new replica set \"{current.Metadata.Name}\""));
        }
    }

    /// <summary>The ReplicaSet of the template; null when its name is taken: the next look then tries another one.</summary>
    private V1ReplicaSet? NewReplicaSet(long revision)
    {
        var hash = PodTemplates.Hash(deployment.Spec.Template, deployment.Status?.CollisionCount ?? 0);
        var setName = $"{name.Name}-{hash}";
        if (transaction.Find(ResourceKind.ReplicaSet, new(name.Namespace, setName)) is not null)
        {
            var collided = DeepCopy.Of(deployment.Status ?? new V1DeploymentStatus());
            collided.CollisionCount = (collided.CollisionCount ?? 0) + 1;
            Save(collided);
            return null;
        }

        var template = PodTemplates.WithHash(deployment.Spec.Template, hash);
        var annotations = RevisionAnnotations.ForReplicaSet(deployment, null, revision);
        RevisionAnnotations.SetSizes(annotations, limits);
        var labels = new Dictionary<string, string>(deployment.Spec.Selector.MatchLabels ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            [RevisionAnnotations.TemplateHash] = hash,
        };
        return new V1ReplicaSet
        {
            Metadata = new V1ObjectMeta
            {
                Name = setName,
                NamespaceProperty = name.Namespace,
                Labels = template.Metadata.Labels,
                Annotations = annotations,
                OwnerReferences = [Ownership.ReferenceTo(ResourceKind.Deployment, deployment.Metadata)],
            },
            Spec = new V1ReplicaSetSpec
            {
                Replicas = SizeOfNew(0),
                MinReadySeconds = deployment.Spec.MinReadySeconds,
                Selector = new V1LabelSelector { MatchLabels = labels, MatchExpressions = deployment.Spec.Selector.MatchExpressions },
                Template = template,
            },
        };
    }

    /// <summary>Deletes the oldest of the ReplicaSets that are kept for a rollback only, if there are more than asked for.</summary>
    private void CleanUp()
    {
        if (deployment.Spec.RevisionHistoryLimit is not { } limit)
        {
            return;
        }

        var surplus = old.OrderBy(RevisionAnnotations.RevisionOf).Take(Math.Max(0, old.Count - limit)).ToArray();
        foreach (var set in surplus.Where(set => SizeOf(set) == 0 && set.Status?.Replicas is null or 0))
        {
            old.Remove(set);
            new ObjectDeletion(transaction, null).Delete(ResourceKind.ReplicaSet, Transaction.NameOf(set));
        }
    }

    private static bool SameTexts(Dictionary<string, string> left, IDictionary<string, string>? right) =>
        left.Count == (right?.Count ?? 0) && left.All(entry => right!.TryGetValue(entry.Key, out var value) && value == entry.Value);
}

using k8s.Models;

namespace Learn.Cluster;

internal sealed partial class DeploymentController
{
    /// <summary>Whether the number of replicas was changed since the ReplicaSets got their sizes.</summary>
    private bool IsScaling()
    {
        var active = All.Where(set => SizeOf(set) > 0).ToArray();
        return (active.Length == 1 || deployment.Spec.Strategy.Type != "Recreate")
            && Array.Exists(active, set => RevisionAnnotations.Number(set, RevisionAnnotations.DesiredReplicas) is { } desired && desired != limits.Replicas);
    }

    /// <summary>Follows a change of the number of replicas, or of a paused Deployment. In the midst of a rollout all ReplicaSets grow or
    /// shrink in proportion, so that scaling neither hastens nor hinders the rollout.</summary>
    private void Scale()
    {
        if (FindActiveOrLatest() is { } only)
        {
            Resize(only, limits.Replicas);
        }
        else if (current is not null && IsSaturated(current))
        {
            foreach (var set in old.Where(set => SizeOf(set) > 0).ToArray())
            {
                Resize(set, 0);
            }
        }
        else if (deployment.Spec.Strategy.Type == "RollingUpdate")
        {
            ScaleInProportion([.. All.Where(set => SizeOf(set) > 0)]);
        }
    }

    /// <summary>The only ReplicaSet with a size, or the latest when none has; null when several have.</summary>
    private V1ReplicaSet? FindActiveOrLatest()
    {
        var active = All.Where(set => SizeOf(set) > 0).ToArray();
        return active.Length switch
        {
            0 => current ?? old.LastOrDefault(),
            1 => active[0],
            _ => null,
        };
    }

    private bool IsSaturated(V1ReplicaSet set) =>
        SizeOf(set) == limits.Replicas
        && RevisionAnnotations.Number(set, RevisionAnnotations.DesiredReplicas) == limits.Replicas
        && (set.Status?.AvailableReplicas ?? 0) == limits.Replicas;

    private void ScaleInProportion(V1ReplicaSet[] active)
    {
        var allowed = limits.Replicas > 0 ? limits.MaxTotal : 0;
        var toAdd = allowed - active.Sum(SizeOf);

        // The largest takes what rounding leaves over. Among those of one size the newer ones grow first and the older ones shrink first.
        var ordered = (toAdd > 0 ? Enumerable.Reverse(active) : active).OrderByDescending(SizeOf).ToArray();
        var sizes = new int[ordered.Length];
        var added = 0;
        for (var i = 0; i < ordered.Length; i++)
        {
            var share = toAdd == 0 ? 0 : Proportion(ordered[i], toAdd, added);
            sizes[i] = SizeOf(ordered[i]) + share;
            added += share;
        }

        for (var i = 0; i < ordered.Length; i++)
        {
            var leftover = i == 0 && toAdd != 0 ? toAdd - added : 0;
            Resize(ordered[i], Math.Max(0, sizes[i] + leftover));
        }
    }

    /// <summary>By how much a ReplicaSet grows (or, negative, shrinks) with the Deployment.</summary>
    private int Proportion(V1ReplicaSet set, int toAdd, int added)
    {
        var rest = toAdd - added;
        if (rest == 0)
        {
            return 0;
        }

        var size = SizeOf(set);
        var before = RevisionAnnotations.Number(set, RevisionAnnotations.MaxReplicas) ?? deployment.Status?.Replicas ?? 0;
        var share = limits.Replicas == 0 || before == 0
            ? -size
            : (int)Math.Round((double)size * limits.MaxTotal / before, MidpointRounding.AwayFromZero) - size;
        return toAdd > 0 ? Math.Min(share, rest) : Math.Max(share, rest);
    }

    /// <summary>Gives a ReplicaSet a size.</summary>
    /// <returns>Whether that was a change.</returns>
    private bool Resize(V1ReplicaSet set, int size)
    {
        var annotations = new Dictionary<string, string>(set.Metadata.Annotations ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        RevisionAnnotations.SetSizes(annotations, limits);
        var before = SizeOf(set);
        if (size == before && SameTexts(annotations, set.Metadata.Annotations))
        {
            return false;
        }

        var resized = PutReplicaSet(set, annotations, size, set.Spec.MinReadySeconds);
        if (ReferenceEquals(set, current))
        {
            current = resized;
        }
        else
        {
            old[old.IndexOf(set)] = resized;
        }

        if (size != before)
        {
            var direction = size > before ? "up" : "down";
            recorder.Record(
                deployment, "Normal", "ScalingReplicaSet", $"Scaled {direction} replica set {set.Metadata.Name} to {size} from {before}");
        }

        return size != before;
    }

    private V1ReplicaSet PutReplicaSet(V1ReplicaSet set, Dictionary<string, string> annotations, int size, int? minReadySeconds)
    {
        var updated = (V1ReplicaSet)DeepCopy.WithOwnMetadata(set);
        updated.Metadata.Annotations = annotations;
        if (size != SizeOf(set) || minReadySeconds != set.Spec.MinReadySeconds)
        {
            updated.Metadata.Generation = (set.Metadata.Generation ?? 1) + 1;
            updated.Spec = new V1ReplicaSetSpec
            {
                Replicas = size,
                MinReadySeconds = minReadySeconds,
                Selector = set.Spec.Selector,
                Template = set.Spec.Template,
            };
        }

        transaction.Put(ResourceKind.ReplicaSet, updated);
        return updated;
    }
}

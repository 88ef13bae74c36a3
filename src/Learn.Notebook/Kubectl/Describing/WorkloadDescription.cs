using System.Globalization;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl describe deployment</c> and <c>replicaset</c>.</summary>
internal static class WorkloadDescription
{
    private const string Revision = "deployment.kubernetes.io/revision";

    /// <summary>A Deployment.</summary>
    public static void Write(DescriptionText text, V1Deployment deployment, ClusterApi cluster)
    {
        var (spec, status) = (deployment.Spec, deployment.Status ?? new V1DeploymentStatus());
        text.Field(0, "Name", deployment.Metadata.Name);
        text.Field(0, "Namespace", deployment.Metadata.NamespaceProperty);
        text.Field(0, "CreationTimestamp", DescriptionText.Moment(deployment.Metadata.CreationTimestamp));
        text.Labels(0, "Labels", deployment.Metadata.Labels);
        text.Annotations(0, "Annotations", deployment.Metadata.Annotations);
        text.Field(0, "Selector", SelectorText.Of(spec.Selector));
        text.Field(0, "Replicas", string.Create(CultureInfo.InvariantCulture,
            $"{spec.Replicas ?? 1} desired | {status.UpdatedReplicas ?? 0} updated | {status.Replicas ?? 0} total | {status.AvailableReplicas ?? 0} available | {status.UnavailableReplicas ?? 0} unavailable"));
        text.Field(0, "StrategyType", spec.Strategy?.Type);
        text.Field(0, "MinReadySeconds", spec.MinReadySeconds ?? 0);
        if (spec.Strategy?.RollingUpdate is { } rolling)
        {
            text.Field(0, "RollingUpdateStrategy", $"{rolling.MaxUnavailable?.Value} max unavailable, {rolling.MaxSurge?.Value} max surge");
        }

        PodTemplateDescription.Write(text, spec.Template);
        WriteConditions(text, (status.Conditions ?? []).Select(one => (one.Type, one.Status, one.Reason)));
        var sets = cluster.List<V1ReplicaSet>(deployment.Metadata.NamespaceProperty)
            .Where(set => (set.Metadata.OwnerReferences ?? []).Any(owner => owner.Uid == deployment.Metadata.Uid))
            .OrderBy(RevisionOf)
            .ToList();
        var current = sets.Find(set => RevisionOf(set) == RevisionOf(deployment));
        text.Field(0, "OldReplicaSets", DescriptionText.OrNone(string.Join(", ", sets.Where(set => set != current).Select(Progress))));
        text.Field(0, "NewReplicaSet", current is null ? "<none>" : Progress(current));
    }

    /// <summary>A ReplicaSet.</summary>
    public static void Write(DescriptionText text, V1ReplicaSet set, ClusterApi cluster)
    {
        text.Field(0, "Name", set.Metadata.Name);
        text.Field(0, "Namespace", set.Metadata.NamespaceProperty);
        text.Field(0, "Selector", SelectorText.Of(set.Spec.Selector));
        text.Labels(0, "Labels", set.Metadata.Labels);
        text.Annotations(0, "Annotations", set.Metadata.Annotations);
        if (OwnerText.Of(set) is { } owner)
        {
            text.Field(0, "Controlled By", owner);
        }

        text.Field(0, "Replicas", string.Create(CultureInfo.InvariantCulture, $"{set.Status?.Replicas ?? 0} current / {set.Spec.Replicas ?? 1} desired"));
        var phases = cluster.List<V1Pod>(set.Metadata.NamespaceProperty, LabelSelector.FromSelector(set.Spec.Selector))
            .Where(pod => (pod.Metadata.OwnerReferences ?? []).Any(owner => owner.Uid == set.Metadata.Uid))
            .CountBy(pod => pod.Status?.Phase ?? "Pending")
            .ToDictionary(StringComparer.Ordinal);
        text.Field(0, "Pods Status", string.Create(CultureInfo.InvariantCulture,
            $"{phases.GetValueOrDefault("Running")} Running / {phases.GetValueOrDefault("Pending")} Waiting / {phases.GetValueOrDefault("Succeeded")} Succeeded / {phases.GetValueOrDefault("Failed")} Failed"));
        PodTemplateDescription.Write(text, set.Spec.Template);
        WriteConditions(text, (set.Status?.Conditions ?? []).Select(one => (one.Type, one.Status, one.Reason)));
    }

    private static void WriteConditions(DescriptionText text, IEnumerable<(string Type, string Status, string Reason)> conditions)
    {
        var all = conditions.ToList();
        if (all.Count == 0)
        {
            return;
        }

        text.Line(0, "Conditions:\n  Type\tStatus\tReason");
        text.Line(1, "----\t------\t------");
        foreach (var (type, status, reason) in all)
        {
            text.Line(1, $"{type} \t{status}\t{reason}");
        }
    }

    private static string Progress(V1ReplicaSet set) =>
        string.Create(CultureInfo.InvariantCulture, $"{set.Metadata.Name} ({set.Status?.Replicas ?? 0}/{set.Spec.Replicas ?? 1} replicas created)");

    private static long RevisionOf(k8s.IKubernetesObject<V1ObjectMeta> one) =>
        one.Metadata.Annotations is { } annotations && annotations.TryGetValue(Revision, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

using System.Globalization;
using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>What a Deployment writes on its ReplicaSets and on itself. (Source: Kubernetes reference, well-known annotations.)</summary>
internal static class RevisionAnnotations
{
    public const string Revision = "deployment.kubernetes.io/revision";
    public const string History = "deployment.kubernetes.io/revision-history";
    public const string DesiredReplicas = "deployment.kubernetes.io/desired-replicas";
    public const string MaxReplicas = "deployment.kubernetes.io/max-replicas";

    /// <summary>The label that tells the Pods of one template from those of the next.</summary>
    public const string TemplateHash = "pod-template-hash";

    private static readonly string[] NotCopied = [LastApplied.Annotation, Revision, History, DesiredReplicas, MaxReplicas];

    /// <summary>The revision of a Deployment or ReplicaSet; 0 when it has none.</summary>
    public static long RevisionOf(IKubernetesObject<V1ObjectMeta> instance) => Number(instance, Revision) ?? 0;

    /// <summary>A number that an annotation holds, or null.</summary>
    public static long? Number(IKubernetesObject<V1ObjectMeta> instance, string annotation) =>
        instance.Metadata.Annotations is { } annotations && annotations.TryGetValue(annotation, out var text) ? ScalarBinding.ToInteger(text) : null;

    public static bool IsCopied(string annotation) => !NotCopied.Contains(annotation);

    /// <summary>The annotations of a ReplicaSet of this revision, from those that it has and those of its Deployment.</summary>
    public static Dictionary<string, string> ForReplicaSet(V1Deployment deployment, V1ReplicaSet? existing, long revision)
    {
        var annotations = new Dictionary<string, string>(existing?.Metadata.Annotations ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (name, value) in deployment.Metadata.Annotations ?? new Dictionary<string, string>())
        {
            if (IsCopied(name))
            {
                annotations[name] = value;
            }
        }

        var before = existing is null ? 0 : RevisionOf(existing);
        if (before < revision)
        {
            annotations[Revision] = Text(revision);
            if (before > 0)
            {
                // The template is used again: which revisions it had is kept.
                annotations[History] = annotations.TryGetValue(History, out var history) && history.Length > 0
                    ? $"{history},{Text(before)}"
                    : Text(before);
            }
        }

        return annotations;
    }

    /// <summary>Writes what the Deployment wanted when it sized the ReplicaSet last.</summary>
    public static void SetSizes(IDictionary<string, string> annotations, RolloutLimits limits)
    {
        annotations[DesiredReplicas] = Text(limits.Replicas);
        annotations[MaxReplicas] = Text(limits.MaxTotal);
    }

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Templates of Pods as Deployments compare and name them.</summary>
internal static class PodTemplates
{
    /// <summary>Whether two templates are the same but for the hash in their labels.</summary>
    public static bool AreEqual(V1PodTemplateSpec left, V1PodTemplateSpec right) =>
        ReferenceEquals(left, right)
        || (SemanticEquality.AreEqual(left.Spec, right.Spec) && SemanticEquality.AreEqual(WithHash(left.Metadata, null), WithHash(right.Metadata, null)));

    /// <summary>A template with another hash among its labels, or with none.</summary>
    public static V1PodTemplateSpec WithHash(V1PodTemplateSpec template, string? hash) =>
        new() { Metadata = WithHash(template.Metadata, hash), Spec = template.Spec };

    /// <summary>The hash of a template, in the characters of generated names. The API server hashes the memory of its own program, which
    /// nobody else can; this one looks the same and changes when the template changes.</summary>
    public static string Hash(V1PodTemplateSpec template, int collisions)
    {
        const uint offset = 2166136261;
        const uint prime = 16777619;
        var text = LastApplied.ToJson(Unstructured.From(WithHash(template, null), TypeSchema.For(typeof(V1PodTemplateSpec))));
        var hash = offset;
        foreach (var c in collisions == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}{collisions}"))
        {
            hash = unchecked((hash ^ c) * prime);
        }

        return GeneratedName.Encode(hash.ToString(CultureInfo.InvariantCulture));
    }

    private static V1ObjectMeta WithHash(V1ObjectMeta? metadata, string? hash)
    {
        var changed = metadata is null ? new V1ObjectMeta() : DeepCopy.Of(metadata);
        changed.Labels = new Dictionary<string, string>(changed.Labels ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        changed.Labels.Remove(RevisionAnnotations.TemplateHash);
        if (hash is not null)
        {
            changed.Labels[RevisionAnnotations.TemplateHash] = hash;
        }

        return changed;
    }
}

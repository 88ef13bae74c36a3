using System.Text;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Validation of metadata, the same for all kinds.</summary>
internal static class MetadataRules
{
    private const int MaximumAnnotationBytes = 256 * 1024;

    public static void Check(ResourceKind kind, V1ObjectMeta metadata, ResourceStrategy strategy, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(metadata.Name))
        {
            errors.Add(FieldError.Required("metadata.name", "name or generateName is required"));
        }
        else
        {
            errors.AddInvalid("metadata.name", metadata.Name, strategy.CheckName(metadata.Name));
        }

        if (!kind.IsNamespaced && !string.IsNullOrEmpty(metadata.NamespaceProperty))
        {
            errors.Add(FieldError.Forbidden("metadata.namespace", "not allowed on this type"));
        }
        else if (kind.IsNamespaced && string.IsNullOrEmpty(metadata.NamespaceProperty))
        {
            errors.Add(FieldError.Required("metadata.namespace"));
        }

        CheckLabels(metadata.Labels, "metadata.labels", errors);
        CheckAnnotations(metadata.Annotations, errors);
    }

    /// <summary>Checks keys and values of labels.</summary>
    /// <param name="labels">The labels; null for none.</param>
    /// <param name="path">The path that messages name.</param>
    /// <param name="errors">Takes what is refused.</param>
    /// <param name="found">Where the labels really stand, if elsewhere.</param>
    public static void CheckLabels(IDictionary<string, string>? labels, string path, List<FieldError> errors, string? found = null)
    {
        foreach (var (key, value) in labels ?? new Dictionary<string, string>())
        {
            var place = $"{found ?? path}[{key}]";
            errors.AddInvalid(path, key, LabelRules.CheckQualifiedName(key), place);
            errors.AddInvalid(path, value, LabelRules.CheckLabelValue(value), place);
        }
    }

    private static void CheckAnnotations(IDictionary<string, string>? annotations, List<FieldError> errors)
    {
        var size = 0;
        foreach (var (key, value) in annotations ?? new Dictionary<string, string>())
        {
            errors.AddInvalid("metadata.annotations", key, LabelRules.CheckQualifiedName(key.ToLowerInvariant()), $"metadata.annotations[{key}]");
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
        }

        if (size > MaximumAnnotationBytes)
        {
            errors.Add(FieldError.TooLong("metadata.annotations", MaximumAnnotationBytes));
        }
    }
}

using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>What a patch did.</summary>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Object">The object afterwards, as a copy.</param>
/// <param name="IsChanged">False when the patch asked for nothing new.</param>
public sealed record PatchResult(ResourceKind Kind, IKubernetesObject<V1ObjectMeta> Object, bool IsChanged)
{
    /// <summary>As kubectl prints it: <c>service/web patched</c>.</summary>
    public override string ToString() => $"{Kind.DisplayName}/{Object.Metadata.Name} patched{(IsChanged ? "" : " (no change)")}";
}

using k8s;
using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary>Who controls an object.</summary>
internal static class OwnerText
{
    /// <summary><c>ReplicaSet/web-5d4</c>, or null.</summary>
    public static string? Of(IKubernetesObject<V1ObjectMeta> one) =>
        (one.Metadata.OwnerReferences ?? []).FirstOrDefault(owner => owner.Controller == true) is { } controller ? $"{controller.Kind}/{controller.Name}" : null;
}

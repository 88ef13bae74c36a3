using System.Text.Json;
using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Objects as the JSON that <c>kubectl get -o json</c> prints, to look into.</summary>
internal static class ObjectJson
{
    /// <summary>One object.</summary>
    public static JsonElement Of(IKubernetesObject<V1ObjectMeta> one) => JsonElement.Parse(ObjectText.ToJson(one));

    /// <summary>A list.</summary>
    public static JsonElement Of(IReadOnlyList<IKubernetesObject<V1ObjectMeta>> objects) => JsonElement.Parse(ObjectText.ToJson(objects));
}

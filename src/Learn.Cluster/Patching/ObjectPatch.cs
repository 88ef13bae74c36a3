using k8s;
using k8s.Models;
using Map = System.Collections.Generic.SortedDictionary<string, object?>;

namespace Learn.Cluster;

/// <summary>Makes the object that a patch asks for.</summary>
internal static class ObjectPatch
{
    /// <exception cref="ClusterApiException">BadRequest: the patch cannot be read or done, or names what objects of this kind do not have.</exception>
    public static IKubernetesObject<V1ObjectMeta> Apply(ResourceKind kind, IKubernetesObject<V1ObjectMeta> stored, string patch, PatchType type)
    {
        var schema = TypeSchema.For(kind.Type);
        var live = (Map)Unstructured.From(stored, schema)!;
        var patched = type == PatchType.Json ? JsonPatch.Apply(live, PatchText.Read(patch)) : Merged(live, PatchText.Read(patch), type, schema);
        if (patched is not Map { } whole)
        {
            throw ClusterApiException.BadRequest("the patch leaves no object");
        }

        var plain = Unstructured.WithoutNulls(whole);
        var instance = (IKubernetesObject<V1ObjectMeta>)Unstructured.To(plain, schema)!;
        if (Lost(plain, Unstructured.From(instance, schema), "").FirstOrDefault() is { } lost)
        {
            throw ClusterApiException.BadRequest($"the patch does not fit: a {kind.Kind} has no field \"{lost}\", or one of another type");
        }

        if (instance.Metadata?.Name != stored.Metadata.Name || instance.Metadata.NamespaceProperty != stored.Metadata.NamespaceProperty)
        {
            throw ClusterApiException.BadRequest("a patch cannot change the name or the namespace of an object");
        }

        return instance;
    }

    private static Map Merged(Map live, object? patch, PatchType type, TypeSchema schema) => patch is Map map
        ? new MergePatch(type == PatchType.Strategic).Merge(live, map, schema)
        : throw ClusterApiException.BadRequest("a patch is a map of fields: {\"spec\": {\"replicas\": 3}}");

    // What did not survive the way into the type and back.
    private static IEnumerable<string> Lost(object? before, object? after, string path) => (before, after) switch
    {
        (Map wanted, Map kept) => wanted.SelectMany(entry => Lost(entry.Value, kept.GetValueOrDefault(entry.Key), FieldPath.Child(path, entry.Key))),
        (List<object?> wanted, List<object?> kept) when wanted.Count == kept.Count => wanted.SelectMany((item, index) => Lost(item, kept[index], FieldPath.Item(path, index))),
        (null, _) => [],
        (Map or List<object?>, _) or (_, null or Map or List<object?>) => [path],
        _ => [],
    };
}

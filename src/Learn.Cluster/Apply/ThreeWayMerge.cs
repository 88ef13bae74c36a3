using k8s;
using k8s.Models;
using Map = System.Collections.Generic.SortedDictionary<string, object?>;

namespace Learn.Cluster;

/// <summary>What <c>kubectl apply</c> makes of a manifest, the manifest applied before, and the stored object: fields of the manifest are
/// set, fields that only the earlier manifest had are removed, all others (defaults, allocated addresses, what others wrote)
/// stay.</summary>
internal sealed class ThreeWayMerge
{
    private bool isChanged;

    /// <summary>The merged object, or null when the manifest asks for nothing new.</summary>
    public static IKubernetesObject<V1ObjectMeta>? Apply(ResourceKind kind, IKubernetesObject<V1ObjectMeta> stored, Map modified)
    {
        var schema = TypeSchema.For(kind.Type);
        var last = stored.Metadata.Annotations is { } annotations && annotations.TryGetValue(LastApplied.Annotation, out var text)
            ? LastApplied.Read(text)
            : null;
        var merge = new ThreeWayMerge();
        var merged = merge.MergeMap((Map)Unstructured.From(stored, schema)!, last, LastApplied.Annotate(modified), schema);
        return merge.isChanged ? (IKubernetesObject<V1ObjectMeta>)Unstructured.To(merged, schema)! : null;
    }

    private Map MergeMap(Map live, Map? last, Map modified, TypeSchema schema)
    {
        var result = new Map(live, StringComparer.Ordinal);
        foreach (var name in last?.Keys ?? Enumerable.Empty<string>())
        {
            if (modified.GetValueOrDefault(name) is null && result.Remove(name))
            {
                isChanged = true;
            }
        }

        foreach (var (name, wanted) in modified)
        {
            if (wanted is null)
            {
                isChanged |= result.Remove(name);
                continue;
            }

            var field = schema.Shape == SchemaShape.Map ? schema.Element : schema.Find(name)?.Schema;
            if (field is not null)
            {
                var (present, before) = (result.GetValueOrDefault(name), last?.GetValueOrDefault(name));
                if (MergeKeys.RetainsOnlyGivenFields(schema, name) && (present, wanted) is (Map beside, Map given))
                {
                    present = Retain(beside, given);
                }

                result[name] = Merge(present, before, wanted, field, MergeKeys.Find(schema, name));
            }
        }

        return result;
    }

    private Map Retain(Map live, Map given)
    {
        var kept = new Map(live, StringComparer.Ordinal);
        foreach (var name in live.Keys.Where(name => !given.ContainsKey(name)))
        {
            // A manifest that names the strategy, but not the parameters that were filled in for it, asks for no change.
            if (Equals(live.GetValueOrDefault("type"), given.GetValueOrDefault("type") ?? live.GetValueOrDefault("type")))
            {
                continue;
            }

            kept.Remove(name);
            isChanged = true;
        }

        return kept;
    }

    private object? Merge(object? live, object? last, object wanted, TypeSchema schema, string[]? keys)
    {
        switch (wanted)
        {
            case Map map when live is Map present:
                return MergeMap(present, last as Map, map, schema);
            case Map map:
                isChanged |= map.Count > 0 || schema.Shape == SchemaShape.Object;
                return Unstructured.WithoutNulls(map);
            case List<object?> list when keys is not null && live is List<object?> present:
                return MergeList(present, last as List<object?> ?? [], list, schema.Element, keys);
            default:
                // Compare as the type sees it: 100m equals 0.1, a time equals itself in another zone.
                var canonical = Unstructured.From(Unstructured.To(Unstructured.WithoutNulls(wanted), schema), schema);
                isChanged |= !Unstructured.AreEqual(live, canonical);
                return canonical;
        }
    }

    private List<object?> MergeList(List<object?> live, List<object?> last, List<object?> wanted, TypeSchema schema, string[] keys)
    {
        var result = new List<object?>();
        var used = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var element in wanted)
        {
            var identity = MergeKeys.Identify(element, keys);
            var present = live.FirstOrDefault(candidate => identity is not null && MergeKeys.Identify(candidate, keys) == identity);
            var before = last.FirstOrDefault(candidate => identity is not null && MergeKeys.Identify(candidate, keys) == identity);
            if (present is null)
            {
                isChanged = true;
                result.Add(Unstructured.WithoutNulls(element));
            }
            else
            {
                used.Add(present);
                result.Add(MergeMap((Map)present, before as Map, (Map)element!, schema));
            }
        }

        foreach (var element in live.Where(element => element is not null && !used.Contains(element)))
        {
            var identity = MergeKeys.Identify(element, keys);
            if (last.Any(candidate => MergeKeys.Identify(candidate, keys) == identity))
            {
                isChanged = true;
            }
            else
            {
                result.Add(element);
            }
        }

        isChanged |= !result.Select(element => MergeKeys.Identify(element, keys))
            .SequenceEqual(live.Select(element => MergeKeys.Identify(element, keys)));
        return result;
    }
}

using Map = System.Collections.Generic.SortedDictionary<string, object?>;

namespace Learn.Cluster;

/// <summary>Merges a patch into a plain tree, by RFC 7386 or strategically. (Source of the directives: Kubernetes, "Strategic merge patch".)</summary>
internal sealed class MergePatch(bool isStrategic)
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";

    /// <exception cref="ClusterApiException">BadRequest: a directive is unknown, or an element lacks its key.</exception>
    public Map Merge(Map live, Map patch, TypeSchema? schema)
    {
        switch (isStrategic ? patch.GetValueOrDefault(Directive) : null)
        {
            case "replace":
                return Added(patch, schema);
            case "delete":
                return new Map(StringComparer.Ordinal);
            case null or "merge":
                break;
            case var unknown:
                throw ClusterApiException.BadRequest($"unknown patch directive {Directive}: {unknown}; there are: delete, replace, merge");
        }

        var result = new Map(live, StringComparer.Ordinal);
        if (isStrategic && patch.GetValueOrDefault(RetainKeys) is List<object?> retained)
        {
            foreach (var name in live.Keys.Where(name => !retained.Contains(name)))
            {
                result.Remove(name);
            }
        }

        foreach (var (name, wanted) in patch.Where(entry => !IsDirective(entry.Key)))
        {
            if (wanted is null)
            {
                result.Remove(name);
                continue;
            }

            var field = schema?.Shape == SchemaShape.Map ? schema.Element : schema?.Find(name)?.Schema;
            var keys = isStrategic && schema?.Shape == SchemaShape.Object ? MergeKeys.Find(schema, name) : null;
            result[name] = (result.GetValueOrDefault(name), wanted) switch
            {
                (Map present, Map map) => Merge(present, map, field),
                (_, Map map) => Added(map, field),
                (var present, List<object?> list) when keys is not null => MergeList(present as List<object?> ?? [], list, field!.Element, keys),
                _ => wanted,
            };
        }

        return result;
    }

    private Map Added(Map patch, TypeSchema? schema)
    {
        var plain = new Map(patch, StringComparer.Ordinal);
        plain.Remove(Directive);
        return Merge(new Map(StringComparer.Ordinal), plain, schema);
    }

    private List<object?> MergeList(List<object?> live, List<object?> patch, TypeSchema element, string[] keys)
    {
        var replaces = patch.Any(item => item is Map { Count: 1 } map && map.GetValueOrDefault(Directive) is "replace");
        var result = replaces ? [] : new List<object?>(live);
        foreach (var item in patch.OfType<Map>().Where(item => !(item.Count == 1 && item.ContainsKey(Directive))))
        {
            var identity = MergeKeys.Identify(item, keys)
                ?? throw ClusterApiException.BadRequest($"map: {LastApplied.ToJson(item)} does not contain declared merge key: {keys[0]}");
            var index = result.FindIndex(candidate => MergeKeys.Identify(candidate, keys) == identity);
            if (item.GetValueOrDefault(Directive) is "delete")
            {
                result.RemoveAll(candidate => MergeKeys.Identify(candidate, keys) == identity);
            }
            else if (index < 0)
            {
                result.Add(Added(item, element));
            }
            else
            {
                result[index] = Merge((Map)result[index]!, item, element);
            }
        }

        return result;
    }

    // $setElementOrder/… and $deleteFromPrimitiveList/… are written by programs for fields that the lab's kinds hardly use.
    private bool IsDirective(string name) => isStrategic && name.StartsWith('$');
}

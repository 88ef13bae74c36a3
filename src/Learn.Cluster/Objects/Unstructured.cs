using System.Collections;
using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>API objects without their types: maps (sorted by key), lists, texts, numbers, booleans. In this form manifests, stored objects
/// and the last applied manifest can be merged.</summary>
internal static class Unstructured
{
    /// <summary>What a manifest says. A null value stays as null in a map: it means "remove".</summary>
    public static object? From(ManifestNode node) => node switch
    {
        ManifestMap map => ToMap(map.Fields.Select(field => (field.Name, From(field.Value)))),
        ManifestList list => list.Items.Select(From).ToList(),
        ManifestScalar scalar => scalar.Value,
        _ => null,
    };

    /// <summary>What a typed object holds, without its null fields.</summary>
    public static object? From(object? value, TypeSchema schema)
    {
        switch (value, schema.Shape)
        {
            case (null, _):
                return null;
            case (_, SchemaShape.Object):
                return ToMap(schema.Fields
                    .Select(field => (field.Name, From(field.Get(value), field.Schema)))
                    .Where(pair => pair.Item2 is not null));
            case (IList list, SchemaShape.List):
                return list.Cast<object?>().Select(item => From(item, schema.Element)).ToList();
            case (IDictionary map, SchemaShape.Map):
                return FromMap(map, schema.Element);
            case (int number, _):
                return (long)number;
            case (DateTime time, _):
                return time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
            case (byte[] bytes, _):
                return Convert.ToBase64String(bytes);
            case (IntOrString either, _):
                return ScalarBinding.ToInteger(either.Value) is { } integer ? integer : either.Value;
            case (ResourceQuantity quantity, _):
                return quantity.ToString();
            default:
                return value;
        }
    }

    /// <summary>The typed object. What does not fit the type is left out: it was checked when it was read.</summary>
    public static object? To(object? value, TypeSchema schema)
    {
        switch (value, schema.Shape)
        {
            case (SortedDictionary<string, object?> map, SchemaShape.Object):
                var instance = schema.NewObject();
                foreach (var (name, item) in map)
                {
                    if (schema.Find(name) is { } field && To(item, field.Schema) is { } typed)
                    {
                        field.Set(instance, typed);
                    }
                }

                return instance;
            case (List<object?> list, SchemaShape.List):
                var items = schema.NewList(list.Count);
                foreach (var item in list)
                {
                    items.Add(To(item, schema.Element));
                }

                return items;
            case (SortedDictionary<string, object?> map, SchemaShape.Map):
                var entries = schema.NewMap(map.Count);
                foreach (var (name, item) in map)
                {
                    if ((To(item, schema.Element) ?? (schema.Element.Shape == SchemaShape.Text ? "" : null)) is { } entry)
                    {
                        entries[name] = entry;
                    }
                }

                return entries;
            case (_, SchemaShape.Any):
                return value;
            default:
                return ScalarBinding.Convert(value, schema.Shape);
        }
    }

    /// <summary>The same without null fields: what remains when there is nothing to remove them from.</summary>
    public static object? WithoutNulls(object? value) => value switch
    {
        SortedDictionary<string, object?> map => ToMap(map
            .Where(entry => entry.Value is not null)
            .Select(entry => (entry.Key, WithoutNulls(entry.Value)))),
        List<object?> list => list.Select(WithoutNulls).ToList(),
        _ => value,
    };

    /// <summary>Whether two values say the same. A missing list or map says the same as an empty one.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (SortedDictionary<string, object?> l, SortedDictionary<string, object?> r) =>
            l.Count == r.Count && l.All(entry => r.TryGetValue(entry.Key, out var other) && AreEqual(entry.Value, other)),
        (List<object?> l, List<object?> r) => l.Count == r.Count && l.Zip(r).All(pair => AreEqual(pair.First, pair.Second)),
        (null, List<object?> r) => r.Count == 0,
        (List<object?> l, null) => l.Count == 0,
        (null, SortedDictionary<string, object?> r) => r.Count == 0,
        (SortedDictionary<string, object?> l, null) => l.Count == 0,
        _ => Equals(left, right),
    };

    private static SortedDictionary<string, object?> FromMap(IDictionary map, TypeSchema element)
    {
        var result = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in map)
        {
            result[(string)entry.Key] = From(entry.Value, element);
        }

        return result;
    }

    private static SortedDictionary<string, object?> ToMap(IEnumerable<(string Name, object? Value)> entries)
    {
        var map = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in entries)
        {
            map[name] = value;
        }

        return map;
    }
}

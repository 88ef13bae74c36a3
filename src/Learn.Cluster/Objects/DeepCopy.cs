using System.Collections;
using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Copies API objects with everything in them.</summary>
internal static class DeepCopy
{
    public static T Of<T>(T instance) where T : class => (T)Copy(instance, TypeSchema.For(instance.GetType()))!;

    /// <summary>A copy in which metadata, and nothing else, may be changed without changing the original.</summary>
    public static IKubernetesObject<V1ObjectMeta> WithOwnMetadata(IKubernetesObject<V1ObjectMeta> instance)
    {
        var schema = TypeSchema.For(instance.GetType());
        var copy = (IKubernetesObject<V1ObjectMeta>)Activator.CreateInstance(schema.Type)!;
        foreach (var field in schema.Fields)
        {
            field.Set(copy, field.Get(instance));
        }

        copy.Metadata = Of(instance.Metadata);
        return copy;
    }

    private static object? Copy(object? value, TypeSchema schema)
    {
        if (value is null)
        {
            return null;
        }

        switch (schema.Shape)
        {
            case SchemaShape.Object:
                var copy = Activator.CreateInstance(schema.Type)!;
                foreach (var field in schema.Fields)
                {
                    if (field.Get(value) is { } present)
                    {
                        field.Set(copy, Copy(present, field.Schema));
                    }
                }

                return copy;
            case SchemaShape.List:
                var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(schema.Element.Type))!;
                foreach (var item in (IEnumerable)value)
                {
                    list.Add(Copy(item, schema.Element));
                }

                return list;
            case SchemaShape.Map:
                var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), schema.Element.Type))!;
                foreach (DictionaryEntry entry in (IDictionary)value)
                {
                    map.Add(entry.Key, Copy(entry.Value, schema.Element));
                }

                return map;
            case SchemaShape.Bytes:
                return ((byte[])value).Clone();
            default:
                return value;
        }
    }
}

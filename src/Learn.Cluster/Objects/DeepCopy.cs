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
        var copy = (IKubernetesObject<V1ObjectMeta>)schema.NewObject();
        foreach (var field in schema.Fields)
        {
            field.CopyValue(instance, copy);
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
                var copy = schema.NewObject();
                foreach (var field in schema.Fields)
                {
                    if (field.Schema.IsScalar)
                    {
                        field.CopyValue(value, copy);
                    }
                    else if (field.Get(value) is { } present)
                    {
                        field.Set(copy, Copy(present, field.Schema));
                    }
                }

                return copy;
            case SchemaShape.List:
                var list = schema.NewList(((ICollection)value).Count);
                foreach (var item in (IEnumerable)value)
                {
                    list.Add(Copy(item, schema.Element));
                }

                return list;
            case SchemaShape.Map:
                var map = schema.NewMap(((ICollection)value).Count);
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

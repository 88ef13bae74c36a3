using System.Collections;

namespace Learn.Cluster;

/// <summary>Makes empty lists and maps of the types that API objects hold.</summary>
internal abstract class SchemaFactory
{
    public static SchemaFactory Of(Type element) =>
        (SchemaFactory)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(element))!;

    public abstract IList NewList(int capacity);

    public abstract IDictionary NewMap(int capacity);

    private sealed class Typed<T> : SchemaFactory
    {
        public override IList NewList(int capacity) => new List<T>(capacity);

        public override IDictionary NewMap(int capacity) => new Dictionary<string, T>(capacity, StringComparer.Ordinal);
    }
}

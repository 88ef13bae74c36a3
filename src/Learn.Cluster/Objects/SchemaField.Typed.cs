using System.Reflection;

namespace Learn.Cluster;

/// <summary>A field reached by delegates of its own types: nothing is compiled at run time for it, and scalars are not boxed when they
/// are copied or compared.</summary>
internal sealed class SchemaField<TOwner, TValue>(string name, TypeSchema schema, PropertyInfo property) : SchemaField(name, schema)
    where TOwner : class
{
    private readonly Func<TOwner, TValue> get = property.GetMethod!.CreateDelegate<Func<TOwner, TValue>>();
    private readonly Action<TOwner, TValue> set = property.SetMethod!.CreateDelegate<Action<TOwner, TValue>>();

    public override object? Get(object instance) => get((TOwner)instance);

    public override void Set(object instance, object? value) => set((TOwner)instance, (TValue)value!);

    public override void CopyValue(object from, object to) => set((TOwner)to, get((TOwner)from));

    public override bool HaveSameValue(object left, object right) =>
        EqualityComparer<TValue>.Default.Equals(get((TOwner)left), get((TOwner)right));
}

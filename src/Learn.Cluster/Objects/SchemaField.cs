using System.Reflection;

namespace Learn.Cluster;

/// <summary>One field of an API type.</summary>
/// <param name="name">Its name in JSON and YAML.</param>
/// <param name="schema">What it can hold.</param>
internal abstract class SchemaField(string name, TypeSchema schema)
{
    public string Name { get; } = name;

    public TypeSchema Schema { get; } = schema;

    public static SchemaField Of(string name, PropertyInfo property)
    {
        var type = typeof(SchemaField<,>).MakeGenericType(property.DeclaringType!, property.PropertyType);
        return (SchemaField)Activator.CreateInstance(type, name, TypeSchema.For(property.PropertyType), property)!;
    }

    public abstract object? Get(object instance);

    public abstract void Set(object instance, object? value);

    /// <summary>Copies the value itself; what it refers to is shared.</summary>
    public abstract void CopyValue(object from, object to);

    /// <summary>Whether both hold the same value, as the type of the property compares.</summary>
    public abstract bool HaveSameValue(object left, object right);
}

using System.Reflection;

namespace Learn.Cluster;

/// <summary>One field of an API type.</summary>
/// <param name="Name">Its name in JSON and YAML.</param>
/// <param name="Property">The property that holds it.</param>
/// <param name="Schema">What it can hold.</param>
internal sealed record SchemaField(string Name, PropertyInfo Property, TypeSchema Schema)
{
    public object? Get(object instance) => Property.GetValue(instance);

    public void Set(object instance, object? value) => Property.SetValue(instance, value);
}

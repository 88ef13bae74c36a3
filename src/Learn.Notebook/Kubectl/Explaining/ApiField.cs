using System.Reflection;

namespace Learn.Notebook.Kubectl;

/// <summary>A field of an API type.</summary>
/// <param name="Name">Its name in YAML.</param>
/// <param name="Property">Its property.</param>
internal sealed record ApiField(string Name, PropertyInfo Property)
{
    /// <summary>The API type of its value, or of what a list or map of it holds; null where that has no fields.</summary>
    public Type? Inner => ApiTypes.ObjectWithin(Property.PropertyType);

    /// <summary>What it holds, as <c>kubectl explain</c> writes it: <c>[]ServicePort</c>.</summary>
    public string TypeText => ApiTypes.TextOf(Property.PropertyType);

    /// <summary>What it means; empty where nothing is said.</summary>
    public string Description => FieldDocumentation.Of(Property) ?? "";

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired => ApiTypes.IsRequired(Property);
}

using System.Collections.Frozen;
using System.Reflection;
using System.Xml;

namespace Learn.Notebook;

/// <summary>What the Kubernetes API says about its fields, as the Kubernetes client's package documents them. Read when first asked for.</summary>
internal static class FieldDocumentation
{
    private static readonly Lazy<FrozenDictionary<string, string>> Texts = new(Read);

    /// <summary>The documentation of the field behind a property of a model type; null where there is none.</summary>
    public static string? Of(PropertyInfo property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return Texts.Value.GetValueOrDefault($"{property.DeclaringType!.Name}.{property.Name}");
    }

    /// <summary>The documentation of a model type; null where there is none.</summary>
    public static string? Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Texts.Value.GetValueOrDefault(type.Name);
    }

    private static FrozenDictionary<string, string> Read()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        using var stream = typeof(FieldDocumentation).Assembly.GetManifestResourceStream("field-documentation.xml")!;
        using var reader = XmlReader.Create(stream);
        reader.ReadToFollowing("field");
        while (reader.IsStartElement("field"))
        {
            var name = reader.GetAttribute("name")!;
            texts[name] = reader.ReadElementContentAsString();
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

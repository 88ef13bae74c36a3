using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>The fields of an API type, read from the JSON names of its properties, so that strict reading, copying, comparing and merging
/// all follow the same description.</summary>
internal sealed class TypeSchema
{
    private static readonly ConcurrentDictionary<Type, TypeSchema> Known = new();

    private readonly Lazy<Dictionary<string, SchemaField>> byName;
    private readonly Lazy<SchemaField[]> fields;
    private readonly Lazy<TypeSchema?> element;
    private readonly Lazy<SchemaFactory> factory;

    private TypeSchema(Type type)
    {
        Type = type;
        Shape = FindShape(type);
        fields = new(() => ReadFields(type, Shape));
        byName = new(() => Fields.ToDictionary(field => field.Name, StringComparer.Ordinal));
        element = new(() => Shape is SchemaShape.List or SchemaShape.Map ? For(type.GetGenericArguments()[^1]) : null);
        factory = new(() => SchemaFactory.Of(Element.Type));
    }

    public Type Type { get; }

    public SchemaShape Shape { get; }

    /// <summary>The fields of an object type, in the order of the API documentation.</summary>
    public SchemaField[] Fields => fields.Value;

    /// <summary>What the elements of a list or the values of a map are.</summary>
    public TypeSchema Element => element.Value!;

    public static TypeSchema For(Type type) => Known.GetOrAdd(type, static key => new TypeSchema(key));

    /// <summary>Whether values hold nothing that could be changed, so that a copy of the reference is a copy.</summary>
    public bool IsScalar => Shape is not (SchemaShape.Object or SchemaShape.List or SchemaShape.Map or SchemaShape.Bytes or SchemaShape.Any);

    /// <summary>Whether values can be compared as their type compares.</summary>
    public bool ComparesByValue => IsScalar && Shape is not (SchemaShape.IntOrString or SchemaShape.Quantity);

    /// <summary>An empty object of an object type.</summary>
    public object NewObject() => Activator.CreateInstance(Type)!;

    /// <summary>An empty list of a list type.</summary>
    public IList NewList(int capacity = 0) => factory.Value.NewList(capacity);

    /// <summary>An empty map of a map type.</summary>
    public IDictionary NewMap(int capacity = 0) => factory.Value.NewMap(capacity);

    public SchemaField? Find(string name) => byName.Value.GetValueOrDefault(name);

    /// <summary>What the field holds, for messages: <c>a list</c>, <c>an integer</c>.</summary>
    public string Describe() => Shape switch
    {
        SchemaShape.Text or SchemaShape.Bytes => "text",
        SchemaShape.Int32 or SchemaShape.Int64 => "an integer",
        SchemaShape.Number => "a number",
        SchemaShape.Boolean => "true or false",
        SchemaShape.Timestamp => "a time such as 2024-07-16T12:00:00Z",
        SchemaShape.IntOrString => "an integer or text",
        SchemaShape.Quantity => "a quantity such as 100m or 64Mi",
        SchemaShape.List => $"a list of {Element.DescribeMany()}",
        SchemaShape.Map => $"a map of names to {Element.DescribeMany()}",
        SchemaShape.Any => "anything",
        _ => "a map",
    };

    private string DescribeMany() => Shape switch
    {
        SchemaShape.Text or SchemaShape.Bytes => "texts",
        SchemaShape.Int32 or SchemaShape.Int64 => "integers",
        SchemaShape.Number => "numbers",
        SchemaShape.Boolean => "booleans",
        SchemaShape.Quantity => "quantities",
        SchemaShape.List => "lists",
        _ => "maps",
    };

    private static SchemaShape FindShape(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => SchemaShape.Text,
            _ when type == typeof(int) => SchemaShape.Int32,
            _ when type == typeof(long) => SchemaShape.Int64,
            _ when type == typeof(double) => SchemaShape.Number,
            _ when type == typeof(bool) => SchemaShape.Boolean,
            _ when type == typeof(DateTime) => SchemaShape.Timestamp,
            _ when type == typeof(IntOrString) => SchemaShape.IntOrString,
            _ when type == typeof(ResourceQuantity) => SchemaShape.Quantity,
            _ when type == typeof(byte[]) => SchemaShape.Bytes,
            _ when type == typeof(object) || type == typeof(JsonElement) => SchemaShape.Any,
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IList<>) => SchemaShape.List,
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IDictionary<,>) => SchemaShape.Map,
            _ => SchemaShape.Object,
        };
    }

    private static SchemaField[] ReadFields(Type type, SchemaShape shape)
    {
        if (shape != SchemaShape.Object)
        {
            return [];
        }

        return [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property is { CanRead: true, CanWrite: true } && property.GetIndexParameters().Length == 0)
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always })
            .Select(property => SchemaField.Of(
                property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                property))];
    }
}

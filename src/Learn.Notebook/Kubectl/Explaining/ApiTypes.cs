using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary>The types of the Kubernetes API as manifests see them.</summary>
internal static partial class ApiTypes
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<ApiField>> Known = new();

    // Texts and maps that must be given; numbers and truth values tell by their types. (Source: Kubernetes API reference.)
    private static readonly HashSet<string> Required = new(StringComparer.Ordinal)
    {
        "V1PodSpec.containers", "V1Container.name", "V1DeploymentSpec.selector", "V1DeploymentSpec.template", "V1ReplicaSetSpec.selector",
        "V1EndpointSlice.addressType", "V1EndpointSlice.endpoints", "V1Endpoint.addresses", "V1LabelSelectorRequirement.key", "V1LabelSelectorRequirement.operator",
        "V1EnvVar.name", "V1VolumeMount.name", "V1VolumeMount.mountPath", "V1Volume.name", "V1HTTPGetAction.port", "V1TCPSocketAction.port",
        "Corev1Event.involvedObject", "Corev1Event.metadata", "V1Taint.key", "V1Taint.effect", "V1OwnerReference.apiVersion", "V1OwnerReference.kind",
        "V1OwnerReference.name", "V1OwnerReference.uid",
    };

    /// <summary>The fields of a type, in the order of the alphabet.</summary>
    public static IReadOnlyList<ApiField> FieldsOf(Type type) => Known.GetOrAdd(type, static key =>
    [
        .. key.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name, property))
            .Where(pair => pair.Name is not null)
            .Select(pair => new ApiField(pair.Name!, pair.property))
            .OrderBy(field => field.Name, StringComparer.Ordinal),
    ]);

    /// <summary>The type with fields in a value, a list or a map; null where there is none.</summary>
    public static Type? ObjectWithin(Type type) => type switch
    {
        { IsGenericType: true } when type.GetGenericTypeDefinition() is var open && (open == typeof(IList<>) || open == typeof(IDictionary<,>)) => ObjectWithin(type.GetGenericArguments()[^1]),
        { IsClass: true } when type.Namespace == "k8s.Models" && type != typeof(IntOrString) && type != typeof(ResourceQuantity) => type,
        _ => null,
    };

    /// <summary>The name of a type as <c>kubectl explain</c> writes it.</summary>
    public static string TextOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) || type == typeof(DateTime) || type == typeof(byte[]) => "string",
            _ when type == typeof(int) || type == typeof(long) => "integer",
            _ when type == typeof(double) => "number",
            _ when type == typeof(bool) => "boolean",
            _ when type == typeof(ResourceQuantity) => "Quantity",
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IList<>) => $"[]{TextOf(type.GetGenericArguments()[0])}",
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IDictionary<,>) => $"map[string]{TextOf(type.GetGenericArguments()[1])}",
            _ when type.Namespace == "k8s.Models" => Version().Replace(type.Name, ""),
            _ => "Object",
        };
    }

    /// <summary>Whether a field must be given.</summary>
    public static bool IsRequired(PropertyInfo property) =>
        property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null
        || Required.Contains($"{property.DeclaringType!.Name}.{property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name}");

    [GeneratedRegex("^(?:Core|Discovery|Events)?[Vv]1")]
    private static partial Regex Version();
}

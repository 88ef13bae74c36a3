using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook;

/// <summary>The fields of API objects, read from the model types.</summary>
internal static class ModelSchema
{
    private static readonly string[] Booleans = ["true", "false"];
    private static readonly string[] Protocols = ["TCP", "UDP", "SCTP"];
    private static readonly string[] Policies = ["Cluster", "Local"];
    private static readonly string[] Families = ["IPv4", "IPv6"];
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    // The models hold these as text. Source: Kubernetes API reference, v1.30.
    private static readonly Dictionary<string, string[]> ValuesOfTexts = new(StringComparer.Ordinal)
    {
        ["V1ServiceSpec.type"] = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"],
        ["V1ServiceSpec.externalTrafficPolicy"] = Policies,
        ["V1ServiceSpec.internalTrafficPolicy"] = Policies,
        ["V1ServiceSpec.sessionAffinity"] = ["None", "ClientIP"],
        ["V1ServiceSpec.ipFamilyPolicy"] = ["SingleStack", "PreferDualStack", "RequireDualStack"],
        ["V1ServiceSpec.ipFamilies"] = Families,
        ["V1ServiceSpec.trafficDistribution"] = ["PreferClose"],
        ["V1ServicePort.protocol"] = Protocols,
        ["V1ContainerPort.protocol"] = Protocols,
        ["Discoveryv1EndpointPort.protocol"] = Protocols,
        ["V1EndpointSlice.addressType"] = ["IPv4", "IPv6", "FQDN"],
        ["V1PodSpec.restartPolicy"] = ["Always", "OnFailure", "Never"],
        ["V1PodSpec.dnsPolicy"] = ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
        ["V1Container.imagePullPolicy"] = ["Always", "IfNotPresent", "Never"],
        ["V1HTTPGetAction.scheme"] = ["HTTP", "HTTPS"],
        ["V1DeploymentStrategy.type"] = ["RollingUpdate", "Recreate"],
        ["V1LabelSelectorRequirement.operator"] = ["In", "NotIn", "Exists", "DoesNotExist"],
        ["V1NodeSelectorRequirement.operator"] = ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"],
        ["V1Toleration.operator"] = ["Exists", "Equal"],
        ["V1Toleration.effect"] = Effects,
        ["V1Taint.effect"] = Effects,
        ["V1PodReadinessGate.conditionType"] = [],
        ["V1LoadBalancerIngress.ipMode"] = ["VIP", "Proxy"],
    };

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<FieldSchema>> Known = new();

    /// <summary>The fields of a kind of object.</summary>
    public static IReadOnlyList<FieldSchema> Of(ResourceKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Of(kind.Type);
    }

    private static IReadOnlyList<FieldSchema> Of(Type type) => Known.GetOrAdd(
        type,
        static key =>
        [
            .. from property in key.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               let name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
               where name is not null
               select FieldOf(property, name),
        ]);

    private static FieldSchema FieldOf(PropertyInfo property, string name)
    {
        var inner = Innermost(property.PropertyType);
        return new FieldSchema(name, Describe(property.PropertyType))
        {
            DocumentedBy = () => FieldDocumentation.Of(property),
            FieldsFrom = () => IsModel(inner) && !IsMap(property.PropertyType) ? Of(inner) : [],
            Values = inner == typeof(bool) ? Booleans : ValuesOfTexts.GetValueOrDefault($"{property.DeclaringType!.Name}.{name}") ?? [],
        };
    }

    private static bool IsModel(Type type) => type is { IsClass: true, Namespace: "k8s.Models" } && type != typeof(ResourceQuantity);

    private static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>);

    private static Type Innermost(Type type) => Nullable.GetUnderlyingType(type) is { } value ? Innermost(value)
        : type.IsGenericType ? Innermost(type.GetGenericArguments()[^1])
        : type;

    private static string Describe(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? "text"
            : type == typeof(int) || type == typeof(long) ? "integer"
            : type == typeof(bool) ? "true or false"
            : type == typeof(double) ? "number"
            : type == typeof(IntOrString) ? "integer or text"
            : type == typeof(ResourceQuantity) ? "quantity, such as 100m or 64Mi"
            : type == typeof(DateTime) ? "time"
            : type.IsArray ? "text"
            : IsMap(type) ? $"map of names to {Describe(type.GetGenericArguments()[1])}"
            : type.IsGenericType ? $"list of {Describe(type.GetGenericArguments()[0])}"
            : "map";
    }
}

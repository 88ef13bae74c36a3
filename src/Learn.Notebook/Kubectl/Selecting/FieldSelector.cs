using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>A selection of objects by fields, as <c>--field-selector</c> takes it: <c>status.phase=Running,spec.nodeName!=node-1</c>. The API server knows a few
/// fields of each kind. (Source: k8s.io/kubernetes, pkg/registry, SelectableFields.)</summary>
internal sealed class FieldSelector
{
    private readonly IReadOnlyList<(string Field, bool IsEqual, string Value)> requirements;

    private FieldSelector(IReadOnlyList<(string Field, bool IsEqual, string Value)> requirements) => this.requirements = requirements;

    /// <summary>Selects everything.</summary>
    public static FieldSelector Everything { get; } = new([]);

    /// <summary>Reads the notation: <c>=</c>, <c>==</c> and <c>!=</c>, separated by commas.</summary>
    /// <exception cref="CellException">It is no selector.</exception>
    public static FieldSelector Parse(string text) => new([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadOne)]);

    /// <summary>The fields that objects of a kind can be selected by.</summary>
    public static IReadOnlyList<string> FieldsOf(ResourceKind kind) =>
        ["metadata.name", .. kind.IsNamespaced ? ["metadata.namespace"] : (string[])[], .. FieldsOfKind(kind)];

    /// <summary>Whether an object is selected.</summary>
    /// <exception cref="CellException">Objects of this kind cannot be selected by this field.</exception>
    public bool Matches(ResourceKind kind, IKubernetesObject<V1ObjectMeta> one) =>
        requirements.All(requirement => (ValueOf(kind, one, requirement.Field) == requirement.Value) == requirement.IsEqual);

    private static string[] FieldsOfKind(ResourceKind kind) => kind.Kind switch
    {
        "Pod" => ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName"],
        "Event" =>
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
            "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
        "Node" => ["spec.unschedulable"],
        "Namespace" => ["status.phase"],
        "ReplicaSet" => ["status.replicas"],
        "Service" => ["spec.clusterIP", "spec.type"],
        _ => [],
    };

    private static (string Field, bool IsEqual, string Value) ReadOne(string text)
    {
        var (sign, isEqual) = text.Contains("!=", StringComparison.Ordinal) ? ("!=", false) : text.Contains("==", StringComparison.Ordinal) ? ("==", true) : ("=", true);
        var at = text.IndexOf(sign, StringComparison.Ordinal);
        return at > 0
            ? (text[..at].Trim(), isEqual, text[(at + sign.Length)..].Trim())
            : throw KubectlErrors.Mistake($"invalid field selector: \"{text}\"; expected FIELD=VALUE or FIELD!=VALUE");
    }

    private static string ValueOf(ResourceKind kind, IKubernetesObject<V1ObjectMeta> one, string field)
    {
        if (!FieldsOf(kind).Contains(field))
        {
            throw new CellException(
                $"Error from server (BadRequest): Unable to find \"{kind.Group}/{kind.Version}, Resource={kind.Plural}\": field label not supported: {field}\n"
                + $"{kind.Kind}s can be selected by: {string.Join(", ", FieldsOf(kind))}.");
        }

        if (one is Corev1Event happened && field == "source")
        {
            return happened.Source?.Component ?? "";
        }

        var found = JsonPathWalk.Find(ObjectJson.Of(one), JsonPathReader.ReadPath(field));
        return found.Count > 0 ? JsonPathTemplate.TextOf(found[0]) : field is "spec.unschedulable" or "spec.hostNetwork" ? "false" : "";
    }
}

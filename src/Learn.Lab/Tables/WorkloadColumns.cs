using k8s.Models;

namespace Learn;

/// <summary>The columns of Deployments and of ReplicaSets.</summary>
internal static class WorkloadColumns
{
    private static readonly string[] WideHeadings = ["containers", "images", "selector"];

    /// <summary>Those of Deployments.</summary>
    public static TableColumns Deployments { get; } = TableColumns.Of<V1Deployment>(
        ["ready", "up-to-date", "available", "age"],
        (deployment, now) =>
        [
            $"{TableColumns.Number(deployment.Status?.ReadyReplicas)}/{TableColumns.Number(deployment.Spec.Replicas ?? 1)}",
            TableColumns.Number(deployment.Status?.UpdatedReplicas),
            TableColumns.Number(deployment.Status?.AvailableReplicas),
            TableColumns.Age(deployment.Metadata.CreationTimestamp, now),
        ],
        WideHeadings,
        deployment => Wide(deployment.Spec.Template, deployment.Spec.Selector));

    /// <summary>Those of ReplicaSets.</summary>
    public static TableColumns ReplicaSets { get; } = TableColumns.Of<V1ReplicaSet>(
        ["desired", "current", "ready", "age"],
        (set, now) =>
        [
            TableColumns.Number(set.Spec.Replicas ?? 1),
            TableColumns.Number(set.Status?.Replicas),
            TableColumns.Number(set.Status?.ReadyReplicas),
            TableColumns.Age(set.Metadata.CreationTimestamp, now),
        ],
        WideHeadings,
        set => Wide(set.Spec.Template, set.Spec.Selector));

    private static string[] Wide(V1PodTemplateSpec? template, V1LabelSelector? selector)
    {
        var containers = template?.Spec?.Containers ?? [];
        return [string.Join(',', containers.Select(container => container.Name)), string.Join(',', containers.Select(container => container.Image)), Selector(selector)];
    }

    // As metav1.FormatLabelSelector: all requirements by their keys.
    private static string Selector(V1LabelSelector? selector)
    {
        var equal = (selector?.MatchLabels ?? new Dictionary<string, string>()).Select(label => (label.Key, Text: $"{label.Key}={label.Value}"));
        var others = (selector?.MatchExpressions ?? []).Select(expression => (expression.Key, Text: expression.OperatorProperty switch
        {
            "In" => $"{expression.Key} in ({string.Join(',', expression.Values.Order(StringComparer.Ordinal))})",
            "NotIn" => $"{expression.Key} notin ({string.Join(',', expression.Values.Order(StringComparer.Ordinal))})",
            "DoesNotExist" => $"!{expression.Key}",
            _ => expression.Key,
        }));
        return TableColumns.OrNone(string.Join(',', equal.Concat(others).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Text)));
    }
}

using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server refuses in what Deployments and ReplicaSets have in common: selector, template, number of
/// replicas.</summary>
internal static class WorkloadValidation
{
    public static void Check(int? replicas, V1LabelSelector? selector, V1PodTemplateSpec? template, List<FieldError> errors)
    {
        CheckNotNegative("spec.replicas", replicas, errors);
        var before = errors.Count;
        CheckSelector(selector, errors);
        CheckTemplate(template ?? new V1PodTemplateSpec(), errors.Count == before ? selector : null, errors);
    }

    public static void CheckNotNegative(string path, long? value, List<FieldError> errors)
    {
        if (value < 0)
        {
            errors.Add(FieldError.Invalid(path, value, "must be greater than or equal to 0"));
        }
    }

    public static void CheckImmutableSelector(V1LabelSelector? updated, V1LabelSelector? stored, List<FieldError> errors)
    {
        if (updated is not null && !SemanticEquality.AreEqual(updated, stored))
        {
            errors.Add(FieldError.Invalid("spec.selector", GoSelectorText.Of(updated), "field is immutable"));
        }
    }

    private static void CheckSelector(V1LabelSelector? selector, List<FieldError> errors)
    {
        const string path = "spec.selector";
        if (selector is null)
        {
            errors.Add(FieldError.Required(path));
            return;
        }

        MetadataRules.CheckLabels(selector.MatchLabels, $"{path}.matchLabels", errors);
        var expressions = selector.MatchExpressions ?? [];
        for (var i = 0; i < expressions.Count; i++)
        {
            CheckRequirement(expressions[i], $"{path}.matchExpressions[{i}]", errors);
        }

        if (selector.MatchLabels is not { Count: > 0 } && expressions.Count == 0)
        {
            // The API server says "deployment" for ReplicaSets too.
            errors.Add(FieldError.Invalid(path, GoSelectorText.Of(selector), "empty selector is invalid for deployment"));
        }
    }

    private static void CheckRequirement(V1LabelSelectorRequirement requirement, string path, List<FieldError> errors)
    {
        var values = requirement.Values ?? [];
        switch (requirement.OperatorProperty)
        {
            case "In" or "NotIn" when values.Count == 0:
                errors.Add(FieldError.Required($"{path}.values", "must be specified when `operator` is 'In' or 'NotIn'"));
                break;
            case "Exists" or "DoesNotExist" when values.Count > 0:
                errors.Add(FieldError.Forbidden($"{path}.values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
                break;
            case "In" or "NotIn" or "Exists" or "DoesNotExist":
                break;
            default:
                errors.Add(FieldError.Invalid($"{path}.operator", requirement.OperatorProperty ?? "", "not a valid selector operator"));
                break;
        }

        errors.AddInvalid($"{path}.key", requirement.Key ?? "", LabelRules.CheckQualifiedName(requirement.Key ?? ""));
        for (var i = 0; i < values.Count; i++)
        {
            errors.AddInvalid($"{path}.values[{i}]", values[i], LabelRules.CheckLabelValue(values[i]));
        }
    }

    private static void CheckTemplate(V1PodTemplateSpec template, V1LabelSelector? selector, List<FieldError> errors)
    {
        const string path = "spec.template";
        var labels = template.Metadata?.Labels;
        if (selector is not null && !LabelSelector.FromSelector(selector).Matches(labels))
        {
            errors.Add(FieldError.Invalid(
                $"{path}.metadata.labels", GoSelectorText.Labels(labels), "`selector` does not match template `labels`"));
        }

        // The path without "metadata" is the API server's.
        MetadataRules.CheckLabels(labels, $"{path}.labels", errors, $"{path}.metadata.labels");
        var spec = template.Spec ?? new V1PodSpec();
        new PodSpecValidation(spec, $"{path}.spec", errors).Run();
        if (spec.RestartPolicy is "OnFailure" or "Never")
        {
            errors.Add(FieldError.NotSupported($"{path}.spec.restartPolicy", spec.RestartPolicy, "Always"));
        }

        if (spec.ActiveDeadlineSeconds is not null)
        {
            errors.Add(FieldError.Forbidden($"{path}.spec.activeDeadlineSeconds", "activeDeadlineSeconds in ReplicaSet is not Supported"));
        }
    }
}

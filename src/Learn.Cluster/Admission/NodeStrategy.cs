using k8s;
using k8s.Models;

namespace Learn.Cluster;

internal sealed class NodeStrategy : ResourceStrategy
{
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    public override void Default(IKubernetesObject<V1ObjectMeta> instance)
    {
        var node = (V1Node)instance;
        node.Spec ??= new V1NodeSpec();
        node.Status ??= new V1NodeStatus();
        node.Status.Allocatable ??= node.Status.Capacity;
        if (!string.IsNullOrEmpty(node.Spec.PodCIDR) && node.Spec.PodCIDRs is not { Count: > 0 })
        {
            node.Spec.PodCIDRs = [node.Spec.PodCIDR];
        }
        else if (node.Spec.PodCIDRs is { Count: > 0 })
        {
            node.Spec.PodCIDR = node.Spec.PodCIDRs[0];
        }
    }

    public override void PrepareForUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored) =>
        ((V1Node)updated).Status = DeepCopy.Of(((V1Node)stored).Status);

    public override void PrepareForStatusUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored) =>
        ((V1Node)updated).Spec = DeepCopy.Of(((V1Node)stored).Spec);

    public override void Validate(IKubernetesObject<V1ObjectMeta> instance, List<FieldError> errors)
    {
        var spec = ((V1Node)instance).Spec;
        CheckTaints(spec.Taints ?? [], errors);
        var ranges = spec.PodCIDRs ?? [];
        for (var i = 0; i < ranges.Count; i++)
        {
            AddressRules.CheckRange($"spec.podCIDRs[{i}]", ranges[i], errors);
            if (ranges.Take(i).Contains(ranges[i]))
            {
                errors.Add(FieldError.Duplicate($"spec.podCIDRs[{i}]", ranges[i]));
            }
        }

        if (ranges.Count > 2 || (ranges.Count == 2 && FamilyOf(ranges[0]) == FamilyOf(ranges[1])))
        {
            errors.Add(FieldError.Invalid("spec.podCIDRs", ranges, "may specify no more than one CIDR for each IP family"));
        }
    }

    public override void ValidateUpdate(IKubernetesObject<V1ObjectMeta> updated, IKubernetesObject<V1ObjectMeta> stored, List<FieldError> errors)
    {
        var (now, before) = (((V1Node)updated).Spec, ((V1Node)stored).Spec);
        if (before.PodCIDRs is { Count: > 0 } && !ServiceFacts.SameTexts(before.PodCIDRs, now.PodCIDRs))
        {
            errors.Add(FieldError.Forbidden("spec.podCIDRs", "node updates may not change podCIDR except from \"\" to valid"));
        }

        if (!string.IsNullOrEmpty(before.ProviderID) && before.ProviderID != now.ProviderID)
        {
            errors.Add(FieldError.Forbidden("spec.providerID", "node updates may not change providerID except from \"\" to valid"));
        }
    }

    private static void CheckTaints(IList<V1Taint> taints, List<FieldError> errors)
    {
        for (var i = 0; i < taints.Count; i++)
        {
            // The path without "spec" is the API server's.
            var path = $"metadata.taints[{i}]";
            var (key, value) = (taints[i].Key ?? "", taints[i].Value ?? "");
            errors.AddInvalid($"{path}.key", key, LabelRules.CheckQualifiedName(key), $"spec.taints[{i}].key");
            errors.AddInvalid($"{path}.value", value, LabelRules.CheckLabelValue(value), $"spec.taints[{i}].value");
            if (string.IsNullOrEmpty(taints[i].Effect))
            {
                errors.Add(FieldError.Required($"{path}.effect") with { Place = $"spec.taints[{i}]" });
            }
            else if (!Effects.Contains(taints[i].Effect))
            {
                errors.Add(FieldError.NotSupported($"{path}.effect", taints[i].Effect, Effects) with { Place = $"spec.taints[{i}].effect" });
            }
        }
    }

    private static bool FamilyOf(string range) => range.Contains(':', StringComparison.Ordinal);
}

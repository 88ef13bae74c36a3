using System.Globalization;
using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary>The template of a Deployment or ReplicaSet, and what Pods and templates have in common.</summary>
internal static class PodTemplateDescription
{
    /// <summary>A template.</summary>
    public static void Write(DescriptionText text, V1PodTemplateSpec? template)
    {
        text.Line(0, "Pod Template:");
        if (template is null)
        {
            text.Line(1, "<unset>");
            return;
        }

        text.Labels(1, "Labels", template.Metadata?.Labels);
        if (template.Metadata?.Annotations is { Count: > 0 } annotations)
        {
            text.Annotations(1, "Annotations", annotations);
        }

        if (!string.IsNullOrEmpty(template.Spec.ServiceAccountName))
        {
            text.Field(1, "Service Account", template.Spec.ServiceAccountName);
        }

        if (template.Spec.InitContainers is { Count: > 0 } first)
        {
            ContainerDescription.Write(text, "Init Containers", first, null, isTemplate: true);
        }

        ContainerDescription.Write(text, "Containers", template.Spec.Containers, null, isTemplate: true);
        WriteVolumes(text, 1, template.Spec.Volumes);
        WritePlacement(text, 1, template.Spec);
    }

    /// <summary>The volumes.</summary>
    public static void WriteVolumes(DescriptionText text, int level, IList<V1Volume>? volumes)
    {
        if (volumes is not { Count: > 0 })
        {
            text.Field(level, "Volumes", "<none>");
            return;
        }

        text.Line(level, "Volumes:");
        foreach (var volume in volumes)
        {
            text.Line(1, $"{(level > 0 ? " " : "")}{volume.Name}:");
            switch (volume)
            {
                case { EmptyDir: { } empty }:
                    text.Field(2, "Type", "EmptyDir (a temporary directory that shares a pod's lifetime)");
                    text.Field(2, "Medium", empty.Medium);
                    text.Field(2, "SizeLimit", empty.SizeLimit is { } limit ? limit.ToString() : "<unset>");
                    break;
                case { HostPath: { } host }:
                    text.Field(2, "Type", "HostPath (bare host directory volume)");
                    text.Field(2, "Path", host.Path);
                    text.Field(2, "HostPathType", host.Type);
                    break;
                case { ConfigMap: { } map }:
                    text.Field(2, "Type", "ConfigMap (a volume populated by a ConfigMap)");
                    text.Field(2, "Name", map.Name);
                    text.Field(2, "Optional", map.Optional == true ? "true" : "false");
                    break;
                case { Secret: { } secret }:
                    text.Field(2, "Type", "Secret (a volume populated by a Secret)");
                    text.Field(2, "SecretName", secret.SecretName);
                    text.Field(2, "Optional", secret.Optional == true ? "true" : "false");
                    break;
                default:
                    text.Line(2, "<unknown>");
                    break;
            }
        }
    }

    /// <summary>Where Pods may run.</summary>
    public static void WritePlacement(DescriptionText text, int level, V1PodSpec spec)
    {
        text.Labels(level, "Node-Selectors", spec.NodeSelector);
        text.Lines(level, "Tolerations", (spec.Tolerations ?? []).Select(Toleration));
        if (spec.TopologySpreadConstraints is { Count: > 0 } constraints)
        {
            text.Lines(level, "Topology Spread Constraints", constraints.OrderBy(one => one.TopologyKey, StringComparer.Ordinal).Select(one =>
                string.Create(CultureInfo.InvariantCulture, $"{one.TopologyKey}:{one.WhenUnsatisfiable} when max skew {one.MaxSkew} is exceeded{(one.LabelSelector is null ? "" : $" for selector {SelectorText.Of(one.LabelSelector)}")}")));
        }
    }

    private static string Toleration(V1Toleration one)
    {
        var place = one.Key + (string.IsNullOrEmpty(one.Value) ? "" : $"={one.Value}") + (string.IsNullOrEmpty(one.Effect) ? "" : $":{one.Effect}");
        var op = one.OperatorProperty == "Exists" && string.IsNullOrEmpty(one.Value) ? string.IsNullOrEmpty(one.Key) ? "op=Exists" : " op=Exists" : "";
        return $"{place}{op}{(one.TolerationSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $" for {seconds}s") : "")}";
    }
}

using System.Globalization;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl describe pod</c>.</summary>
internal static class PodDescription
{
    /// <summary>A Pod.</summary>
    public static void Write(DescriptionText text, V1Pod pod, DateTimeOffset now)
    {
        var status = pod.Status ?? new V1PodStatus();
        text.Field(0, "Name", pod.Metadata.Name);
        text.Field(0, "Namespace", pod.Metadata.NamespaceProperty);
        text.Field(0, "Priority", (pod.Spec.Priority ?? 0).ToString(CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(pod.Spec.ServiceAccountName))
        {
            text.Field(0, "Service Account", pod.Spec.ServiceAccountName);
        }

        text.Field(0, "Node", string.IsNullOrEmpty(pod.Spec.NodeName) ? "<none>" : $"{pod.Spec.NodeName}/{status.HostIP}");
        if (status.StartTime is { } start)
        {
            text.Field(0, "Start Time", DescriptionText.Moment(start));
        }

        text.Labels(0, "Labels", pod.Metadata.Labels);
        text.Annotations(0, "Annotations", pod.Metadata.Annotations);
        WriteStatus(text, pod, status, now);
        text.Field(0, "IP", status.PodIP);
        WriteAddresses(text, status);
        if (OwnerText.Of(pod) is { } owner)
        {
            text.Field(0, "Controlled By", owner);
        }

        if (pod.Spec.InitContainers is { Count: > 0 } first)
        {
            ContainerDescription.Write(text, "Init Containers", first, status.InitContainerStatuses, isTemplate: false);
        }

        ContainerDescription.Write(text, "Containers", pod.Spec.Containers, status.ContainerStatuses, isTemplate: false);
        WriteConditions(text, pod, status);
        PodTemplateDescription.WriteVolumes(text, 0, pod.Spec.Volumes);
        text.Field(0, "QoS Class", status.QosClass ?? "BestEffort");
        PodTemplateDescription.WritePlacement(text, 0, pod.Spec);
    }

    private static void WriteStatus(DescriptionText text, V1Pod pod, V1PodStatus status, DateTimeOffset now)
    {
        if (pod.Metadata.DeletionTimestamp is { } deleted && status.Phase is not ("Failed" or "Succeeded"))
        {
            text.Field(0, "Status", $"Terminating (lasts {HumanDuration.Format(now.UtcDateTime - deleted.ToUniversalTime())})");
            text.Field(0, "Termination Grace Period", $"{(pod.Metadata.DeletionGracePeriodSeconds ?? 0).ToString(CultureInfo.InvariantCulture)}s");
        }
        else
        {
            text.Field(0, "Status", status.Phase);
        }

        if (!string.IsNullOrEmpty(status.Reason))
        {
            text.Field(0, "Reason", status.Reason);
        }

        if (!string.IsNullOrEmpty(status.Message))
        {
            text.Field(0, "Message", status.Message);
        }
    }

    private static void WriteAddresses(DescriptionText text, V1PodStatus status)
    {
        if (status.PodIPs is not { Count: > 0 } addresses)
        {
            text.Field(0, "IPs", "<none>");
            return;
        }

        text.Line(0, "IPs:");
        foreach (var address in addresses)
        {
            text.Field(1, "IP", address.Ip);
        }
    }

    private static void WriteConditions(DescriptionText text, V1Pod pod, V1PodStatus status)
    {
        if (pod.Spec.ReadinessGates is { Count: > 0 } gates)
        {
            text.Line(0, "Readiness Gates:\n  Type\tStatus");
            foreach (var gate in gates)
            {
                text.Line(1, $"{gate.ConditionType} \t{(status.Conditions ?? []).FirstOrDefault(one => one.Type == gate.ConditionType)?.Status ?? "<none>"} ");
            }
        }

        if (status.Conditions is { Count: > 0 } conditions)
        {
            text.Line(0, "Conditions:\n  Type\tStatus");
            foreach (var condition in conditions)
            {
                text.Line(1, $"{condition.Type} \t{condition.Status} ");
            }
        }
    }
}

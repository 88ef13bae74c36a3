using System.Globalization;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl describe node</c> and <c>namespace</c>.</summary>
internal static class NodeDescription
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    /// <summary>A node.</summary>
    public static void Write(DescriptionText text, V1Node node, ClusterApi cluster, DateTimeOffset now)
    {
        var status = node.Status ?? new V1NodeStatus();
        text.Field(0, "Name", node.Metadata.Name);
        text.Field(0, "Roles", DescriptionText.OrNone(string.Join(',', (node.Metadata.Labels ?? new Dictionary<string, string>()).Keys
            .Where(key => key.StartsWith(RolePrefix, StringComparison.Ordinal)).Select(key => key[RolePrefix.Length..]).Order(StringComparer.Ordinal))));
        text.Labels(0, "Labels", node.Metadata.Labels);
        text.Annotations(0, "Annotations", node.Metadata.Annotations);
        text.Field(0, "CreationTimestamp", DescriptionText.Moment(node.Metadata.CreationTimestamp));
        text.Lines(0, "Taints", (node.Spec?.Taints ?? []).Select(taint => $"{taint.Key}{(string.IsNullOrEmpty(taint.Value) ? "" : $"={taint.Value}")}:{taint.Effect}"));
        text.Field(0, "Unschedulable", node.Spec?.Unschedulable == true ? "true" : "false");
        if (status.Conditions is { Count: > 0 } conditions)
        {
            text.Line(0, "Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage");
            text.Line(1, "----\t------\t-----------------\t------------------\t------\t-------");
            foreach (var one in conditions)
            {
                text.Line(1, $"{one.Type} \t{one.Status} \t{DescriptionText.Moment(one.LastHeartbeatTime)} \t{DescriptionText.Moment(one.LastTransitionTime)} \t{one.Reason} \t{one.Message}");
            }
        }

        text.Line(0, "Addresses:");
        foreach (var address in status.Addresses ?? [])
        {
            text.Field(1, address.Type, address.Address);
        }

        WriteQuantities(text, "Capacity", status.Capacity);
        WriteQuantities(text, "Allocatable", status.Allocatable);
        WriteSystem(text, status.NodeInfo);
        if (!string.IsNullOrEmpty(node.Spec?.PodCIDR))
        {
            text.Field(0, "PodCIDR", node.Spec.PodCIDR);
            text.Field(0, "PodCIDRs", string.Join(',', node.Spec.PodCIDRs ?? []));
        }

        WritePods(text, node, cluster, now);
    }

    /// <summary>A namespace.</summary>
    public static void Write(DescriptionText text, V1Namespace space)
    {
        text.Field(0, "Name", space.Metadata.Name);
        text.Labels(0, "Labels", space.Metadata.Labels);
        text.Annotations(0, "Annotations", space.Metadata.Annotations);
        text.Field(0, "Status", space.Status?.Phase);
        text.Line(0, "\nNo resource quota.\n\nNo LimitRange resource.");
    }

    private static void WriteQuantities(DescriptionText text, string title, IDictionary<string, ResourceQuantity>? quantities)
    {
        if (quantities is { Count: > 0 })
        {
            text.Line(0, $"{title}:");
            foreach (var (name, quantity) in quantities.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                text.Field(1, name, quantity);
            }
        }
    }

    private static void WriteSystem(DescriptionText text, V1NodeSystemInfo? system)
    {
        if (system is null)
        {
            return;
        }

        text.Line(0, "System Info:");
        text.Field(1, "Machine ID", system.MachineID);
        text.Field(1, "System UUID", system.SystemUUID);
        text.Field(1, "Boot ID", system.BootID);
        text.Field(1, "Kernel Version", system.KernelVersion);
        text.Field(1, "OS Image", system.OsImage);
        text.Field(1, "Operating System", system.OperatingSystem);
        text.Field(1, "Architecture", system.Architecture);
        text.Field(1, "Container Runtime Version", system.ContainerRuntimeVersion);
        text.Field(1, "Kubelet Version", system.KubeletVersion);
        text.Field(1, "Kube-Proxy Version", system.KubeProxyVersion);
    }

    // The lab's Pods ask for no resources, so that kubectl's columns of them would all say 0.
    private static void WritePods(DescriptionText text, V1Node node, ClusterApi cluster, DateTimeOffset now)
    {
        var pods = cluster.List<V1Pod>().Where(pod => pod.Spec.NodeName == node.Metadata.Name && pod.Status?.Phase is not ("Succeeded" or "Failed")).ToList();
        text.Field(0, "Non-terminated Pods", string.Create(CultureInfo.InvariantCulture, $"({pods.Count} in total)"));
        text.Line(1, "Namespace\tName\tAge");
        text.Line(1, "---------\t----\t---");
        foreach (var pod in pods)
        {
            text.Line(1, $"{pod.Metadata.NamespaceProperty}\t{pod.Metadata.Name}\t{HumanDuration.Format(now.UtcDateTime - (pod.Metadata.CreationTimestamp ?? now.UtcDateTime).ToUniversalTime())}");
        }
    }
}

using k8s.Models;

namespace Learn;

/// <summary>The Node object of a node, as a kubelet would register it.</summary>
internal static class NodeManifest
{
    /// <summary>What a kubelet of v1.30 says when all is well.</summary>
    public const string ReadyReason = "KubeletReady";

    /// <summary>The label that names a node's zone.</summary>
    public const string ZoneLabel = "topology.kubernetes.io/zone";

    private const string Version = "v1.30.3";

    /// <summary>The object.</summary>
    public static V1Node Of(LabNode node, DateTimeOffset now) => new()
    {
        ApiVersion = "v1",
        Kind = "Node",
        Metadata = new V1ObjectMeta { Name = node.Name, Labels = LabelsOf(node) },
        Spec = new V1NodeSpec { PodCIDR = node.PodCidrs[0].ToString(), PodCIDRs = [.. node.PodCidrs.Select(cidr => cidr.ToString())] },
        Status = new V1NodeStatus
        {
            Addresses =
            [
                .. node.Addresses.Select(address => new V1NodeAddress { Type = "InternalIP", Address = address.ToString() }),
                new V1NodeAddress { Type = "Hostname", Address = node.Name },
            ],
            Allocatable = Resources(),
            Capacity = Resources(),
            NodeInfo = Information(),
            Conditions = [ReadyCondition("True", ReadyReason, "kubelet is posting ready status", now)],
        },
    };

    /// <summary>Whether a node says that it is ready.</summary>
    public static bool IsReady(V1Node node) => node.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;

    /// <summary>The condition Ready.</summary>
    public static V1NodeCondition ReadyCondition(string status, string reason, string message, DateTimeOffset now)
        => new() { Type = "Ready", Status = status, Reason = reason, Message = message, LastHeartbeatTime = now.UtcDateTime, LastTransitionTime = now.UtcDateTime };

    // The kubelet of a node is the lab's; it does what this version does.
    private static V1NodeSystemInfo Information() => new()
    {
        Architecture = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => "amd64",
            var other => other.ToString().ToLowerInvariant(),
        },
        BootID = "",
        ContainerRuntimeVersion = "lab://workload",
        KernelVersion = Environment.OSVersion.Version.ToString(),
        KubeProxyVersion = Version,
        KubeletVersion = Version,
        MachineID = "",
        OperatingSystem = "linux",
        OsImage = "Learn",
        SystemUUID = "",
    };

    // Every node looks equally strong: what counts here is that the shares of zones can be computed from it.
    private static Dictionary<string, ResourceQuantity> Resources() => new()
    {
        ["cpu"] = new ResourceQuantity("2"),
        ["memory"] = new ResourceQuantity("4Gi"),
        ["pods"] = new ResourceQuantity("250"),
    };

    private static Dictionary<string, string> LabelsOf(LabNode node)
    {
        var labels = new Dictionary<string, string>(node.Options.Labels, StringComparer.Ordinal)
        {
            ["kubernetes.io/hostname"] = node.Name,
            ["kubernetes.io/os"] = "linux",
        };
        if (node.Zone is { } zone)
        {
            labels[ZoneLabel] = zone;
        }

        return labels;
    }
}

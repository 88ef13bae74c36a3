using k8s.Models;

namespace Learn;

/// <summary>The columns of Nodes and of Namespaces.</summary>
internal static class NodeColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";
    private const string RoleLabel = "kubernetes.io/role";
    private const string Unknown = "<unknown>";

    /// <summary>Those of Nodes.</summary>
    public static TableColumns Columns { get; } = TableColumns.Of<V1Node>(
        ["status", "roles", "age", "version"],
        (node, now) =>
        [
            Status(node),
            TableColumns.OrNone(string.Join(',', Roles(node).Order(StringComparer.Ordinal))),
            TableColumns.Age(node.Metadata.CreationTimestamp, now),
            node.Status?.NodeInfo?.KubeletVersion ?? "",
        ],
        ["internal-ip", "external-ip", "os-image", "kernel-version", "container-runtime"],
        node =>
        [
            Address(node, "InternalIP"),
            Address(node, "ExternalIP"),
            OrUnknown(node.Status?.NodeInfo?.OsImage),
            OrUnknown(node.Status?.NodeInfo?.KernelVersion),
            OrUnknown(node.Status?.NodeInfo?.ContainerRuntimeVersion),
        ]);

    /// <summary>Those of Namespaces.</summary>
    public static TableColumns Namespaces { get; } = TableColumns.Of<V1Namespace>(
        ["status", "age"],
        (one, now) => [one.Status?.Phase ?? "", TableColumns.Age(one.Metadata.CreationTimestamp, now)],
        [],
        _ => []);

    private static string Status(V1Node node)
    {
        string ready = (node.Status?.Conditions ?? []).FirstOrDefault(condition => condition.Type == "Ready") switch
        {
            null => "Unknown",
            { Status: "True" } => "Ready",
            _ => "NotReady",
        };
        return node.Spec?.Unschedulable == true ? $"{ready},SchedulingDisabled" : ready;
    }

    private static HashSet<string> Roles(V1Node node)
        => [.. (node.Metadata.Labels ?? new Dictionary<string, string>())
            .Select(label => label.Key.StartsWith(RolePrefix, StringComparison.Ordinal) ? label.Key[RolePrefix.Length..] : label.Key == RoleLabel ? label.Value : "")
            .Where(role => role.Length > 0)];

    private static string Address(V1Node node, string type)
        => TableColumns.OrNone((node.Status?.Addresses ?? []).FirstOrDefault(address => address.Type == type)?.Address);

    private static string OrUnknown(string? text) => string.IsNullOrEmpty(text) ? Unknown : text;
}
